"""Names of speakers: which words are some, which only look like one, and who asks the questions."""

import re
import unicodedata

from workbench.records import SpeakerRole
from workbench.records.transcripts import Speaker, Turn

_INTERVIEWER = re.compile(
    r"(?:访谈|采访|访问|提问|调研|研究)(?:员|者|人)?|主持人?|用研|问|Q|interviewer|moderator|host|researcher",
    re.IGNORECASE,
)
_PARTICIPANT = re.compile(
    r"(?:受访|被访|被采访|被试|应答)(?:者|人|对象|用户|玩家)?|用户|玩家|嘉宾|顾客|客户|学生|答|A|interviewee|participant|respondent"
    r"|guest|user",
    re.IGNORECASE,
)
_OTHER = re.compile(r"记录(?:员|者|人)?|观察(?:员|者)?|旁听|翻译|旁白|助理|observer|note ?taker", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:说话人|发言人|讲话人|speaker|spk|P|U|R|S)[ _]?[A-Z0-9]{1,3}", re.IGNORECASE)
_NUMBER = re.compile(r"[ _]?(?:\d{1,3}|[A-Z一二三四五六七八九十甲乙丙丁])$")
_NO_NAMES = re.compile(
    r"结论|总结|小结|备注|注意?|附注?|时间|日期|地[点址]|主题|标题|题目|关键词|摘要|嗯+|啊+|哦+|呃+|哎+|对+|好+的?|是的?|比如说?|例如|举例"
    r"|原因|问题|优点|缺点|建议|目的|背景|第[一二三四五六七八九十\d]+.?|其实|然后|所以|但是|电话|微信|链接|网址|人员|参会人?员?|录音|时长"
    r"|动机|痛点|场景|行为|目标|观点|笔记|洞察|发现|.*(?:说|讲|问|想|是|道|觉得|如下|包括|省|市|区|县|路|街|号|楼|室)"
)
_SENTENCE_WORDS = re.compile(
    r"[我你他她它这那了吗呢吧]|[昨今明]天|[上下]午|[早晚]上|中午|凌晨|大概|左右|时候|开始|结束|就是|然后|以后|之前|大约|才|到(?:家|了)"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范"
    "方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文小老阿"
)
_QUESTION = re.compile(r"[?？]|[吗呢][。…]?$|什么|怎么|为什么|多久|哪[些个里]|有没有|能不能|是不是|可以吗")


def tidy_name(name: str) -> str:
    """A name without marks around it, so that one speaker is written in one way: `说话人 1` as 说话人1, `Q3` as Q."""
    plain = " ".join(unicodedata.normalize("NFKC", name).strip(" \t*#-—·•").split())
    plain = re.sub(r"(?<=[\u4e00-\u9fff]) (?=\d)", "", plain)
    return re.sub(r"^([QA问答])\d+$", r"\1", plain)


def is_known(name: str) -> bool:
    """Whether a word is used for speakers and for little else: 访谈员, 受访者2, 说话人1, Q."""
    return bool(_NUMBERED.fullmatch(name)) or _role_of(name) is not None


def is_no_name(name: str) -> bool:
    """Whether a word before a colon introduces something else: 结论, 嗯, 比如说, 北京市海淀区."""
    return bool(_NO_NAMES.fullmatch(name)) or name.replace(" ", "").isdigit()


def is_like_sentence(name: str) -> bool:
    """Whether words before a time are rather speech: 我昨天, 大概."""
    return bool(_SENTENCE_WORDS.search(name))


def is_like_person(name: str) -> bool:
    """Whether a word is built like a person's name: 李四, 老周, Anna."""
    chinese = 2 <= len(name) <= 4 and name[0] in _SURNAMES and all("\u4e00" <= letter <= "\u9fff" for letter in name)
    return chinese or bool(re.fullmatch(r"[A-Z][a-z]{1,14}(?: [A-Z][a-z]{0,14}\.?){0,2}", name))


def list_speakers(turns: list[Turn]) -> list[Speaker]:
    """Everybody who speaks, by first appearance, each with a guessed role."""
    said: dict[str, list[str]] = {}
    for turn in turns:
        said.setdefault(turn.speaker, []).append(turn.text)
    roles = guess_roles(said)
    return [
        Speaker(name=name, turns=len(texts), characters=sum(map(len, texts)), role=roles[name])
        for name, texts in said.items()
    ]


def guess_roles(said: dict[str, list[str]]) -> dict[str, SpeakerRole]:
    """Roles by name; where no name tells, who asks the most and says the least is the interviewer.

    Text without a speaker and people who only drop in (see `_drops_in`) are OTHER, so that they are quoted only after
    the researcher has decided.
    """
    roles = {name: _role_of(name) or SpeakerRole.PARTICIPANT for name in said}
    if "" in roles:
        roles[""] = SpeakerRole.OTHER
    unknown = {name: texts for name, texts in said.items() if name and _role_of(name) is None}
    for name in unknown:
        if _drops_in(name, said):
            roles[name] = SpeakerRole.OTHER
    candidates = {name: texts for name, texts in unknown.items() if roles[name] is SpeakerRole.PARTICIPANT}
    named = SpeakerRole.INTERVIEWER in roles.values()
    if not named and len([role for role in roles.values() if role is SpeakerRole.PARTICIPANT]) > 1 and candidates:
        roles[min(candidates, key=lambda name: _listening(candidates[name]))] = SpeakerRole.INTERVIEWER
    return roles


def _drops_in(name: str, said: dict[str, list[str]]) -> bool:
    """Whether a third person says next to nothing, or comes after two others and says little beside the busiest."""
    if len(said) <= 2:
        return False
    words = {speaker: sum(map(len, texts)) for speaker, texts in said.items()}
    is_late = list(said).index(name) >= 2 and words[name] < 0.25 * max(words.values())
    return is_late or (len(said[name]) <= 2 and words[name] < 0.02 * sum(words.values()))


def _listening(texts: list[str]) -> tuple[float, float]:
    """Small for somebody who asks much and says little."""
    questions = sum(bool(_QUESTION.search(text)) for text in texts)
    return (-round(questions / len(texts), 1), sum(map(len, texts)) / len(texts))


def _role_of(name: str) -> SpeakerRole | None:
    """The role that a name itself says; a number behind it does not matter."""
    bare = _NUMBER.sub("", name) or name
    for pattern, role in (
        (_INTERVIEWER, SpeakerRole.INTERVIEWER),
        (_PARTICIPANT, SpeakerRole.PARTICIPANT),
        (_OTHER, SpeakerRole.OTHER),
    ):
        if pattern.fullmatch(name) or pattern.fullmatch(bare):
            return role
    return None
