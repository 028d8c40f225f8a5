"""Turns the number of people whom an office received into the log of their visits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

Row = dict[str, str]

_ON_THE_SPOT: Final = "当场答复"
_LATER: Final = "限期答复"
_PASSED_ON: Final = "转办"
_LATER_EVERY: Final = 9  # one in so many needs to be looked into

_SURNAMES: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹"
_PLACES: Final = (
    *("城东小区", "城西小区", "河滨路", "建设街", "东山村", "西湾村", "南塘村", "北坝村"),
    *("老街片区", "新城片区", "火车站片区", "工业园宿舍", "学府路"),
)
_ASKED: Final = (
    "{}电视信号时断时续",
    "{}有几个频道收不到",
    "问{}有线电视收费标准",
    "{}机顶盒老化，要求更换",
    "问{}什么时候接通光纤",
    "问{}卫星接收设备到哪里报修",
    "{}应急广播早晨音量太大",
    "{}应急广播听不清",
    "问{}公益电影放映时间",
    "{}公益电影放映场次少",
    "{}老人看电视购物上当，要求查处夸大功效的广告",
    "问{}空房怎样停机保号",
    "{}缴费后仍然停机",
    "问{}低保户收看电视有什么减免",
    "要求在{}设缴费点",
    "问怎样回看本地新闻，{}的老人不会操作",
    "建议多播农业技术节目",
)
_PASSED: Final = (
    ("{}电视线路下垂，怕碰到高压线", "供电公司"),
    ("{}修路挖断光缆", "住房和城乡建设局"),
    ("{}放映场地路灯不亮", "城市管理局"),
    ("{}私装卫星天线遮挡采光", "城市管理局"),
    ("{}有人电话推销保健品", "市场监督管理局"),
    ("{}物业不让安装人员进门", "住房和城乡建设局"),
)


def visits(office: int, day: str, received: int, passed_on: int) -> Iterator[Row]:
    """The rows of the log of office number `office`: `passed_on` of `received` go to others.

    They are the same in every run, and those of two offices are not alike.
    """
    for number in range(received):
        turn = number + office * 7
        is_passed = (number + 1) * passed_on // received > number * passed_on // received
        place = _PLACES[turn * 5 % len(_PLACES)]
        matter, other = _PASSED[turn % len(_PASSED)] if is_passed else (_asked(turn), "")
        is_later = number % _LATER_EVERY == _LATER_EVERY - 1
        yield {
            "时间": day,
            "来访人": f"{_SURNAMES[turn * 11 % len(_SURNAMES)]}××",
            "反映事项": matter.format(place),
            "答复情况": _PASSED_ON if is_passed else _LATER if is_later else _ON_THE_SPOT,
            "转办单位": other and f"市{other}",
        }


def _asked(turn: int) -> str:
    return _ASKED[(turn + turn // len(_ASKED)) % len(_ASKED)]
