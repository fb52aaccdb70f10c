"""A transcript from bytes or pasted text: who said what; whatever is not a header or a footer ends up in a turn."""

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import PurePath

from workbench.errors import N_, TooLarge, UnreadableFile
from workbench.intake.cleaning import clean
from workbench.intake.clock import are_hours
from workbench.intake.encoding import decode
from workbench.intake.findings import Findings
from workbench.intake.patterns import Header, find_headers, lookalikes
from workbench.intake.signatures import OLE, ZIP, refuse_other_kinds
from workbench.intake.speakers import list_speakers
from workbench.intake.subtitles import read_turns, subtitle_format
from workbench.records.transcripts import Transcript, TranscriptFormat, Turn

_ADVICE = N_("请上传 txt、srt 或 vtt 文件，或把文字直接粘贴进来。")
LARGEST_TRANSCRIPT = 3_000_000
LARGEST_LINES = 100_000
_LONGEST_TITLE = 60
_FOOTER_LINES = 3
_FOOTER = re.compile(
    r"[（(【\[*—-]*\s*(?:以上|本|该|此|由|内容|文字).{0,20}(?:AI|人工智能|机器|讯飞听见|通义听悟|飞书妙记|腾讯会议).{0,30}",
    re.IGNORECASE,
)
_FRONT_MATTER = re.compile(
    r"(?:转写结果|文字记录|逐字稿|逐字记录|会议纪要|录音转写)[:：]?"
    r"|\d{4}\s*[年/-]\s*\d{1,2}\s*[月/-]\s*\d{1,2}.{0,24}(?:[|｜].{0,24})?"
    r"|(?:录音|会议|记录|创建|开始|导出)?(?:时间|日期|时长|主题|人数)[:：].*|参[会与]人员?[:：].*"
)
_KEYWORDS = re.compile(r"关键词\s*[:：]\s*(?P<words>.*)")


def read_transcript(data: bytes | str, name: str = "") -> Transcript:
    """Read txt, srt or vtt bytes, or pasted text. Speakers' roles are guesses; what looked odd is in `problems`.

    Raises UnreadableFile for what is empty or no text, TooLarge above three million characters or 100 000 lines.
    """
    findings = Findings()
    text, encoding = _text_of(data, name, findings)
    lines = _clean_lines(text, findings)
    if not any(lines):
        raise UnreadableFile(N_("这份逐字稿里没有文字。"), _ADVICE)
    title = PurePath(name).stem
    kind = subtitle_format(lines)
    if kind:
        turns = read_turns(lines)
    else:
        _drop_footer(lines, findings)
        kind, headers = find_headers(lines)
        _note_lookalikes(kind, headers, lines, findings)
        front = headers[0].index if headers else 0
        title = _take_front_matter(lines, front, findings) or title
        turns = _turns(lines, headers, findings)
    _note_speakers(kind, turns, findings)
    _note_times(turns, findings)
    return Transcript(
        title=title,
        format=kind,
        encoding=encoding,
        turns=turns,
        speakers=list_speakers(turns),
        problems=findings.problems(),
    )


def _text_of(data: bytes | str, name: str, findings: Findings) -> tuple[str, str | None]:
    encoding = None
    if isinstance(data, bytes):
        refuse_other_kinds(data, name, _ADVICE)
        if data.startswith((ZIP, OLE)):
            raise UnreadableFile(N_("“%(name)s”是 Word 文档或压缩包，暂时不能直接读取。"), _ADVICE, name=name)
        decoded = decode(data, name, findings)
        data, encoding = decoded.text, decoded.encoding
    if len(data) > LARGEST_TRANSCRIPT:
        sentence = N_("这份逐字稿超过了 %(limit)s 个字的上限。")
        raise TooLarge(sentence, N_("请按场次分开后再导入。"), limit=LARGEST_TRANSCRIPT)
    return data, encoding


def _clean_lines(text: str, findings: Findings) -> list[str]:
    lines: list[str] = []
    for number, line in enumerate(re.split(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", text), start=1):
        if number > LARGEST_LINES:
            sentence = N_("这份逐字稿超过了 %(limit)s 行的上限。")
            raise TooLarge(sentence, N_("请按场次分开后再导入。"), limit=LARGEST_LINES)
        cleaned, removed = clean(line)
        if removed:
            sentence = N_("去掉了 %(count)s 个看不见的字符（控制字符、零宽字符等）。")
            findings.add(sentence, {"count": removed}, row=number)
        lines.append(cleaned)
    return lines


def _drop_footer(lines: list[str], findings: Findings) -> None:
    filled = [index for index, line in enumerate(lines) if line]
    for index in filled[-_FOOTER_LINES:]:
        if index != filled[0] and _FOOTER.fullmatch(lines[index]):
            findings.add(N_("略过了转写工具加的结尾。"), row=index + 1, found=lines[index])
            lines[index] = ""


def _take_front_matter(lines: list[str], front: int, findings: Findings) -> str:
    """Blank the lines before the first header that no one said, and return the title among them."""
    title = ""
    keywords = False
    for index in range(front):
        line = lines[index]
        match = _KEYWORDS.fullmatch(line)
        if line and (match or keywords or _FRONT_MATTER.fullmatch(line)):
            findings.add(N_("略过了转写工具加的开头。"), row=index + 1, found=line)
            keywords = match is not None and not match["words"]
        elif line and not title and not any(lines[:index]) and len(line) <= _LONGEST_TITLE:
            title = line
        else:
            continue
        lines[index] = ""
    return title


def _turns(lines: Sequence[str], headers: Sequence[Header], findings: Findings) -> list[Turn]:
    """A turn for each header; paragraphs before the first header, or in a text without any, have no speaker."""
    turns = _paragraphs(lines[: headers[0].index] if headers else lines)
    if headers and turns:
        findings.add(N_("开头这几行没有说话人，已单独保留。"), row=turns[0].line, found=turns[0].text)
    ends = [*(header.index for header in headers[1:]), len(lines)][: len(headers)]
    texts = [
        "\n".join(filter(None, [header.text, *lines[header.index + 1 : end]]))
        for header, end in zip(headers, ends, strict=True)
    ]
    starts = [header.start for header in headers if header.start]
    hours = are_hours(starts, sum(map(len, texts[:-1])))
    if hours:
        findings.add(N_("时间只有两段，按“时:分”理解，并从第一句起算。"), row=headers[0].index + 1)
    scale, origin = (60, starts[0].milliseconds) if hours else (1, 0)
    for header, text in zip(headers, texts, strict=True):
        if not text:
            findings.add(N_("“%(name)s”这一段没有文字，略过。"), {"name": header.name}, row=header.index + 1)
            continue
        start_ms, end_ms = (
            (time.milliseconds - origin) * scale if time else None for time in (header.start, header.end)
        )
        turns.append(Turn(speaker=header.name, text=text, start_ms=start_ms, end_ms=end_ms, line=header.index + 1))
    return turns


def _paragraphs(lines: Sequence[str]) -> list[Turn]:
    """Runs of lines between blank ones; every line for itself where no blank line parts them."""
    first = next((index for index, line in enumerate(lines) if line), 0)
    last = max((index for index, line in enumerate(lines) if line), default=-1)
    parted = any(not line for line in lines[first : last + 1])
    turns: list[Turn] = []
    for index, line in enumerate(lines[: last + 1]):
        if not line:
            continue
        if parted and turns and lines[index - 1]:
            turns[-1] = turns[-1].model_copy(update={"text": f"{turns[-1].text}\n{line}"})
        else:
            turns.append(Turn(speaker="", text=line, line=index + 1))
    return turns


def _note_lookalikes(kind: TranscriptFormat, headers: list[Header], lines: list[str], findings: Findings) -> None:
    for other in lookalikes(kind, headers, lines):
        findings.add(N_("这一行像说话人，但按正文处理。"), row=other.index + 1, found=lines[other.index])


def _note_speakers(kind: TranscriptFormat, turns: list[Turn], findings: Findings) -> None:
    nameless = sum(not turn.speaker for turn in turns)
    if nameless == len(turns):
        findings.add(N_("没有认出说话人：文字已按段落全部保留，请在预览中指定谁在说话。"))
    elif nameless and kind in (TranscriptFormat.SRT, TranscriptFormat.VTT):
        findings.add(N_("有 %(count)s 条字幕没有说话人。"), {"count": nameless})


def _note_times(turns: list[Turn], findings: Findings) -> None:
    for earlier, later in pairwise(turns):
        if earlier.start_ms is None or later.start_ms is None:
            continue
        if later.start_ms < earlier.start_ms:
            findings.add(N_("时间比前一段更早，请核对录音。"), row=later.line, found=later.text)
        elif earlier.end_ms is not None and later.start_ms < earlier.end_ms:
            findings.add(N_("时间与前一段重叠。"), row=later.line, found=later.text)
    for turn in turns:
        if turn.start_ms is not None and turn.end_ms is not None and turn.end_ms < turn.start_ms:
            findings.add(N_("这一段的结束时间早于开始时间。"), row=turn.line, found=turn.text)
