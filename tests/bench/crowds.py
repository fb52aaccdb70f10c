"""Crowds of any size for measuring speed: people of a made-up fitness app whose true segment is known.

Each segment has a motivation and a pain point of its own; four of five clauses are of it, the others of any. Clauses
are joined with openings, details and endings, so that no two answers are alike, and about 30 to 60 characters long.
"""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

COLUMNS = ["id", "动机", "痛点", "每周次数", "愿意付费", "年龄段"]
PURITY = 0.8
MOTIVES = {
    "weight": "体检报告上写着脂肪肝 想把肚子减下去 裤子又紧了一码 控制每天吃进去的热量 三个月想瘦十斤"
    " 饭后必须动一动 看着体重秤往下掉 晚饭换成了沙拉 腰围降了两指 称重曲线往下走",
    "strength": "卧推想上一百公斤 喜欢举铁后胳膊发胀 按计划加重量 深蹲动作要标准 练背那天最兴奋 组间休息卡着秒表"
    " 增肌期多吃蛋白粉 硬拉破了纪录 肩膀练宽了 哑铃换到二十公斤",
    "friends": "和同事组队打卡 跑团每周三聚一次 跟闺蜜比谁步数多 在群里晒路线互相点赞 拉上老公一起跳操"
    " 认识了一帮骑友 有人陪着才坚持得住 约球先在里面喊人 队友会催我出门 小组排名挺热闹",
    "recovery": "腰椎间盘突出要做康复 膝盖手术后慢慢恢复 医生让我每天拉伸 颈椎疼得睡不着 产后盆底肌训练"
    " 崴脚以后学走路 久坐肩颈僵硬 跟着理疗师的动作练 久站小腿浮肿 关节活动度一点点回来",
    "calm": "下班练瑜伽放空脑袋 睡前冥想十分钟 焦虑的时候跟着呼吸 周末找个安静角落拉筋 听雨声伸展身体"
    " 什么都不想地走一走 压力大就去江边慢跑 出一身汗心情就好了 打坐让我睡得沉 把手机丢开静一静",
    "race": "报名了半程马拉松 备战明年的铁三 配速想进五分 研究心率区间和乳酸阈值 长距离拉练攒跑量"
    " 越野赛爬升一千米 间歇跑跑到想吐 赛前两周减量 完赛奖牌挂满墙 想刷个人最好成绩",
}
PAINS = {
    "tracking": "定位漂到河里去了 步数比手环少两千 心率忽高忽低 轨迹断成几截 公里数每次都不一样"
    " 手表连不上数据丢了 室内跑识别成骑行 卡路里算得离谱 隧道里记录全没了 海拔曲线乱跳",
    "price": "会员又涨价了 刚买完课程还要另外付费 自动续费扣了我两个月 体验课结束就锁内容 退款拖了半个月"
    " 年卡比去年贵一半 优惠券根本用不了 好课全要单独买 连导出记录都收钱 扣款前没有提醒",
    "advert": "一打开就是五秒广告 练到一半弹出卖蛋白棒 半夜还在推送消息 首页全是带货直播 关闭按钮小得点不中"
    " 消息红点消不完 摇一摇就跳去购物 签到领券的弹窗没完 开屏误点三次 短信也天天轰炸",
    "crash": "更新之后老闪退 视频课卡成幻灯片 登录一直转圈 切到后台计时就停 上传记录提示失败 手机烫得能煎蛋"
    " 安装包大得离谱 同步到九成就报错 黑屏只能重启 按暂停没有反应",
    "difficulty": "入门课一上来就波比跳 动作讲解太快跟不上 没有适合大体重的内容 计划排得太满 教练口令听不清"
    " 做完第二天下不了楼 不知道姿势对不对 跳过热身直接开练 难度只有简单和地狱 新手完全看不懂术语",
    "service": "客服全是机器人回复 投诉三次没人理 注销账号要寄身份证 隐私设置藏得很深 私信里有陌生人骚扰"
    " 反馈石沉大海 电话排队四十分钟 工单被自动关闭 家庭住址被公开 举报以后反而封了我",
}
OPENINGS = (
    "说实话 其实 老实讲 这阵子 去年入冬以后 自从搬家 最近两个月 我这个人 到了这个年纪 平时工作忙"
    " 孩子上学以后 疫情过后 一开始 用了大半年 朋友推荐来的 本来没在意 可能我要求高 早上六点多"
    " 周末那两天 出差路上 从毕业到现在 对我来说"
)
DETAILS = (
    "尤其是阴雨天 有时候一天两回 跟我妈说她也这样 前后大概半小时 在小区楼下 不管在家还是单位"
    " 每到月底 旁边人都看着 连着七八次 换了手机也一样 夜里十一点多 哪怕只有一刻钟 从地铁口到公司"
    " 趁午休那会儿 坐在沙发上 带着两岁的娃 骑车去的路上 几乎隔天一次"
)
ENDINGS = (
    "这点最要紧 反正就这样吧 你们看看 差不多就是这些 想起来就说一句 希望能听到 先写到这儿"
    " 别的暂时没有 家里人也知道 下次再补充 心里有数就行 大家都差不多吧 慢慢来呗 讲完了 以后再看"
    " 就这一条"
)
MARKS = "，。；！"
_AROUND = [words.split() for words in (OPENINGS, DETAILS, DETAILS, ENDINGS)]


def write_crowd(path: Path, size: int, segments: int, seed: int = 0) -> list[int]:
    """Write an answer table of `size` people to `path`; the segment of each, none of them real if `segments` is 0."""
    rng = random.Random(seed)
    truth = []
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for number, (segment, motive, pain) in enumerate(_people(size, segments, rng)):
            truth.append(segment)
            scales = [min(5, max(1, round(rng.gauss(1.5 + 0.7 * (segment * step % 5), 1)))) for step in (1, 2)]
            rows.writerow([f"R{number:07d}", motive, pain, *scales, rng.choice(["20岁", "30岁", "40岁", "50岁"])])
    return truth


def _people(size: int, segments: int, rng: random.Random) -> Iterator[tuple[int, str, str]]:
    pools = [[clauses.split() for clauses in topics.values()] for topics in (MOTIVES, PAINS)]
    weights = [1 + segment % 3 for segment in range(max(segments, 1))]
    written: set[str] = set()
    for _ in range(size):
        segment = rng.choices(range(max(segments, 1)), weights)[0]
        own = PURITY if segments else 0.0
        yield segment, *(_answer(pool, pool[segment], own, written, rng) for pool in pools)


def _answer(pool: list[list[str]], own: list[str], purity: float, written: set[str], rng: random.Random) -> str:
    """An answer that nobody wrote before."""
    while True:
        first, second = (rng.choice(own if rng.random() < purity else rng.choice(pool)) for _ in range(2))
        opening, one, other, ending = (rng.choice(pool) for pool in _AROUND)
        parts = [opening, first, one, second, other, ending]
        del parts[rng.choice([0, 2, 4, 5])]
        answer = "".join(part + rng.choice(MARKS) for part in parts)
        if answer not in written:
            written.add(answer)
            return answer
