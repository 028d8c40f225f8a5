"""Every case of the field comes out of its sample job: right sections, every figure said right."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import docx
import pytest
from docx.enum.section import WD_ORIENT
from msgspec import Struct
from PIL import Image
from sample_jobs import SAMPLE_JOBS

from make_docx.job_files import INBOX
from make_docx.pipeline import trace
from make_docx.resources import data_folder

_NUMBERS: Final = "一二三四五六七八九"


class Head(Struct, frozen=True):
    """Who says it to whom, when, and of what days; minutes and bulletins address nobody."""

    title: str
    issuer: str
    addressee: str
    number: str
    issued_on: str
    held_on: str


class Case(Struct, frozen=True):
    """What a document has to say: its figures in words, sections of level 1, a row of a table."""

    job: str
    head: Head
    words: tuple[str, ...]
    sections: tuple[str, ...] = ()
    total: tuple[str, ...] = ()  # the last row of its 统计表, from the first figure on


CASES: Final = (
    Case(
        "county-health-publicity-month",
        Head(
            "XX县卫生和计划生育委员会关于政务公开宣传月活动开展情况的报告",
            "XX县卫生和计划生育委员会",
            "XX县人民政府办公室",
            "X卫计字〔2016〕15号",
            "2016年6月6日",
            "5月1日至5月31日",
        ),
        (
            "104条",
            "近20万份",
            "4.2万余条次",
            "20余场次",
            "180条",
            "委机关和10家委属单位、18家乡镇卫生院、16家乡镇卫计办、15家民营医疗机构",
            "同比增长12.5%",
            "X卫计字〔2016〕15号",
            "（X政办发〔2016〕8号）",
            "（X卫计宣〔2016〕3号）",
        ),
        ("主要做法", "工作成效", "工作打算"),
        ("104", "198650", "42300余", "23", "180"),
    ),
    Case(
        "land-bureau-open-day.xlsx",
        Head(
            "XX市国土资源局关于第六届政务公开日活动开展情况的报告",
            "XX市国土资源局",
            "XX市政务公开工作领导小组办公室",
            "X国土资字〔2016〕22号",
            "2016年5月17日",
            "5月15日",
        ),
        ("300余人次", "200余个", "共计5000份"),
        (
            "加强组织领导，精心筹划部署",
            "采取多种形式，增强活动效果",
            "推进活动延伸，巩固活动成果",
        ),
    ),
    Case(
        "town-livelihood-month",
        Head(
            "XX镇人民政府关于民生工程宣传月活动开展情况的报告",
            "XX镇人民政府",
            "XX县民生工程领导小组办公室",
            "X政〔2018〕63号",
            "2018年11月5日",
            "10月1日至10月31日",
        ),
        (
            "33项",
            "20余次",
            "宣传条幅10幅",
            "宣传标语10幅",
            "700余份",
            "100余个",
            "问卷100余份",
            "400余人次",
            "9家镇直单位和12个村（居）",
        ),
        ("组织领导", "具体做法", "下一步工作打算"),
        ("33", "23", "10", "10", "716", "108", "103", "405"),
    ),
    Case(
        "culture-bureau-open-day",
        Head(
            "XX区文体局关于5·15政务公开日活动开展情况的报告",
            "XX区文体局",
            "XX区政务公开办公室",
            "X文体字〔2019〕18号",
            "2019年5月22日",
            "5月15日",
        ),
        ("50余人", "5件", "55本", "3部", "局机关和5家局属事业单位"),
        ("基本情况", "主要做法", "活动体会"),
        ("52", "5", "55", "3"),
    ),
    Case(
        "city-heating-open-day",
        Head(
            "XX市供热办公室关于5·15政务公开日活动开展情况的报告",
            "XX市供热办公室",
            "XX市政务公开办公室",
            "X供热〔2021〕7号",
            "2021年5月20日",
            "5月15日上午",
        ),
        (
            "3家供热企业",
            "据统计，悬挂宣传条幅3条、设立便民服务台3个、参加活动人员25人、接待群众264人次、解答供热问题62人次",
            "城东热力公司（112人次）",
        ),
        ("基本情况", "主要做法", "下一步打算"),
        ("3", "3", "25", "264", "62"),
    ),
    Case(
        "town-open-day.xlsx",
        Head(
            "XX镇人民政府关于5·15政务公开日主题活动开展情况的报告",
            "XX镇人民政府",
            "XX市人民政府办公室",
            "X政〔2018〕31号",
            "2018年5月21日",
            "5月18日",
        ),
        ("4个站所", "300余人", "1800余份", "100%"),
        ("领导重视，周密部署", "加强宣传，营造氛围", "深入群众，全面公开"),
        ("318", "1830", "151", "100"),
    ),
    Case(
        "town-open-affairs-bulletin",
        Head(
            "XX镇扎实办好政务公开宣传月",
            "XX镇人民政府办公室",
            "",
            "第3期",
            "2019年6月5日",
            "5月6日至5月31日",
        ),
        (
            "政务公开工作简报",
            "第3期",
            "2家镇直单位和2个村民委员会",
            "开展现场活动13场次、发放宣传资料2280份、接待群众630人次、办结群众事项64件",
            "镇便民服务中心（6场次）",
            "5月10日，村民在公开栏前查看低保对象名单（东山村村民委员会）",
        ),
        ("主要做法", "工作亮点", "活动现场"),
    ),
    Case(
        "township-livelihood-report",
        Head(
            "XX乡人民政府关于8月民生工程集中宣传月活动情况的报告",
            "XX乡人民政府",
            "XX区民生办",
            "X政〔2017〕52号",
            "2017年9月7日",
            "8月1日至8月31日",
        ),
        (
            "《XX区2017年8月民生工程宣传月活动方案》",
            "8月1日至8月31日",
            "11个村（居）",
            "各村（居）共召开部署会议14次",
            "宣传横幅25条",
            "宣传资料3500份",
            "296人次",
            "签发人：×××",
            "特此报告。",
        ),
        ("高度重视，做好谋划", "形式多样，深入宣传", "集中宣传，成效显著"),
        ("14", "25", "3500", "49", "1546", "296", "500"),
    ),
    Case(
        "bureau-inspection-circular.xlsx",
        Head(
            "XX区商务局关于政务公开工作检查情况的通报",
            "XX区商务局",
            "局机关各科室、局属各单位",
            "X商〔2019〕42号",
            "2019年11月25日",
            "11月11日至15日",
        ),
        (
            "局机关各科室、局属各单位：",
            "12个科室和4家局属单位",
            "这次共检查16个单位，按要求公开的13个，没有按要求公开的3个，"
            "在网上公开的11个，没有在网上公开的5个。",
            "共发现问题7个，涉及6个单位",
            "办公室、行政审批科、法规科、电子商务科、市场秩序科得分不低于90分，予以通报表扬",
            "安全监管科、会展服务中心得分低于60分，予以通报批评",
        ),
        ("基本情况", "存在的主要问题", "下一步工作要求"),
    ),
    Case(
        "broadcast-bureau-forms",
        Head(
            "XX市广播电视局关于报送政务公开日活动统计表的报告",
            "XX市广播电视局",
            "XX市政务公开领导小组办公室",
            "X广电〔2019〕26号",
            "2019年5月23日",
            "5月15日",
        ),
        (
            "5月15日",
            "印制服务指南11000册",
            "接访群众700余人",
            "问题解答满意率99%",
            "来访事项共706件",
            "政务公开日活动统计汇总表",
            "政务公开日活动来访记录表",
            "特此报告。",
        ),
        total=("11000", "706", "600", "99.0"),
    ),
    Case(
        "township-publicity-plan",
        Head(
            "XX乡人民政府关于印发《XX乡政务公开宣传月活动实施方案》的通知",
            "XX乡人民政府",
            "各村（居）民委员会，乡直各单位",
            "X政发〔2018〕21号",
            "2018年4月20日",
            "4月23日至5月22日",
        ),
        (
            "《关于在全县开展政务公开宣传月活动的通知》",
            "XX乡政务公开宣传月活动实施方案",
            "组成人员共11人",
            "组长：张××（乡党委副书记、乡长）",
            "副组长：李××（乡党委宣传委员）、王××（副乡长）",
            "（一）准备阶段（4月23日至5月3日）",
            "（二）实施阶段（5月4日至5月14日）",
            "（三）总结阶段（5月15日至5月22日）",
            "附件：XX乡政务公开宣传月活动任务分解表",
        ),
        ("指导思想", "组织领导", "宣传重点和宣传方式", "实施步骤", "工作要求"),
    ),
    Case(
        "bureau-standardisation-plan",
        Head(
            "XX区商务局关于印发《政务公开政务服务标准化实施年活动实施方案》的通知",
            "XX区商务局",
            "机关各科室，局属各单位",
            "X商发〔2017〕34号",
            "2017年8月3日",
            "8月至12月",
        ),
        (
            "政务公开政务服务标准化实施年活动实施方案",
            "6项任务",
            "（六）健全长效制度",
            "（一）部署阶段（8月）",
            "（二）实施阶段（9月至10月）",
            "（三）总结阶段（11月至12月）",
        ),
        ("总体要求", "主要内容", "工作步骤", "保障措施"),
    ),
    Case(
        "town-livelihood-plan",
        Head(
            "XX镇人民政府关于印发《XX镇民生工程集中宣传月活动实施方案》的通知",
            "XX镇人民政府",
            "各村（居）民委员会，镇直各单位",
            "X政〔2016〕47号",
            "2016年8月8日",
            "8月11日至9月10日",
        ),
        (
            "XX镇民生工程集中宣传月活动实施方案",
            "8月11日至9月10日",
            "今年实施民生工程33项，与上年相比新增6项、退出4项、调整实施8项",
            "7项任务",
            "（七）征集群众意见",
            "总结和文件、资料、表格、图片、照片归档后报镇民生办",
        ),
        ("活动时间", "宣传内容和重点", "宣传范围及方式", "活动安排", "工作要求"),
    ),
    Case(
        "county-preschool-notice",
        Head(
            "XX县教育局关于开展学前教育宣传月活动的通知",
            "XX县教育局",
            "各学区中心校、县直各幼儿园",
            "X教〔2018〕46号",
            "2018年5月11日",
            "5月20日至6月20日",
        ),
        (
            "各学区中心校、县直各幼儿园：",
            "《关于开展2018年全省学前教育宣传月活动的通知》（教秘基〔2018〕X号）",
            "《关于开展2018年学前教育宣传月活动的通知》（教基函〔2018〕171号）",
            "“我是幼儿园教师”",
            "5月20日至6月20日",
            "（一）制定方案阶段（5月15日至5月18日）",
            "（二）宣传发动阶段（5月21日至5月25日）",
            "（三）组织实施阶段（5月28日至6月15日）",
            "（四）总结阶段（6月18日至6月20日）",
            "活动图片和总结报告",
            "报县教育局基教股",
            "附件：学前教育宣传月活动情况填报表",
        ),
        ("活动主题", "活动时间", "活动目标", "活动安排", "工作要求"),
    ),
    Case(  # ours
        "venue-letter",
        Head(
            "XX县教育局关于商请支持现场咨询活动的函",
            "XX县教育局",
            "XX县城市管理局",
            "X教函〔2018〕12号",
            "2018年5月10日",
            "6月1日",
        ),
        (
            "X教函〔2018〕12号",
            "现就下列事项商请贵单位给予支持。",
            "以上事项，请予支持，并于2018年5月18日前函复为盼。",
            "（联系人：李××，电话：0000-0000000）",
        ),
        ("商请提供活动场地", "商请提供用电和垃圾清运"),
    ),
    Case(  # ours
        "coordination-minutes",
        Head(
            "学前教育宣传月活动协调会议纪要",
            "XX县教育局",
            "",
            "第3期",
            "2018年5月11日",
            "2018年5月9日",
        ),
        (
            "由县教育局局长张××主持",
            "（责任单位：县教育局、县城市管理局；完成时限：5月25日前）",
            "（责任单位：县卫生和计划生育委员会、各幼儿园）",
            "出席：县教育局局长张××、县教育局副局长李××、",
            "请假：县财政局副局长钱××",
            "列席：县直机关幼儿园园长孙××、城关学区中心校校长周××",
        ),
        ("确定现场咨询的时间和地点", "印制统一的宣传资料", "做好卫生保障"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.job)
def test_the_document_is_of_the_office_of_the_case_to_whom_it_is_addressed(
    case: Case, sample_documents: Mapping[str, Path]
) -> None:
    document = docx.Document(str(sample_documents[case.job]))
    lines = [paragraph.text for paragraph in document.paragraphs]
    told = [part.strip() for line in lines for part in line.split("\t")]
    head = case.head
    assert document.core_properties.title == head.title
    assert [told.count(once) for once in (head.issuer, head.number, head.issued_on)] == [1, 1, 1]
    assert any(head.held_on in line for line in lines)
    if head.addressee:
        assert told.count(f"{head.addressee}：") == 1


def says(text: str, words: str) -> bool:
    """Whether `words` stand there and are not the end or the beginning of another number."""
    return bool(re.search(rf"(?<![0-9.]){re.escape(words)}(?![0-9])", text))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.job)
def test_the_document_says_what_the_case_reports(
    case: Case, sample_documents: Mapping[str, Path]
) -> None:
    document = docx.Document(str(sample_documents[case.job]))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)

    assert [words for words in case.words if not says(text, words)] == []
    heads = [
        f"{number}、{section}" for number, section in zip(_NUMBERS, case.sections, strict=False)
    ]
    assert [line for line in text.splitlines() if line in heads] == heads
    if case.total:
        last = [cell.text for cell in document.tables[0].rows[-1].cells]
        assert (last[1], tuple(last[2:])) == ("合计", case.total)


def test_units_with_the_same_score_share_their_place(
    sample_documents: Mapping[str, Path],
) -> None:
    """Case 07: from the highest to the lowest, 1 2 3 3 5."""
    document = docx.Document(str(sample_documents["bureau-inspection-circular.xlsx"]))
    _, *rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert [(rank, score) for rank, _, score, _ in rows[:5]] == [
        ("1", "97.0"),
        ("2", "96.5"),
        ("3", "93.0"),
        ("3", "93.0"),
        ("5", "91.5"),
    ]
    assert [name for _, name, _, _ in rows[2:4]] == ["法规科", "电子商务科"]
    assert [rank for rank, *_ in rows] == sorted((rank for rank, *_ in rows), key=int)
    assert len(rows) == 16


def test_the_log_of_all_visits_is_printed_under_a_head_that_repeats(
    sample_documents: Mapping[str, Path],
) -> None:
    """Case 12: 706 rows of six offices, in landscape."""
    document = docx.Document(str(sample_documents["broadcast-bureau-forms"]))
    table = document.tables[1]._tbl
    head, *rows = table.tr_lst
    assert head.xpath("./w:trPr/w:tblHeader")
    cells = [["".join(cell.xpath(".//w:t/text()")) for cell in row.tc_lst] for row in (head, *rows)]
    heads = ("序号", "单位名称", "时间", "来访人", "反映事项", "答复情况", "转办单位")
    assert tuple(cells[0]) == heads
    assert [row[0] for row in cells[1:]] == [str(number) for number in range(1, 707)]
    assert sum(row[5] == "转办" for row in cells[1:]) == 106
    assert all(bool(row[6]) == (row[5] == "转办") for row in cells[1:])
    assert WD_ORIENT.LANDSCAPE in [section.orientation for section in document.sections]


def test_the_figures_of_a_plan_are_data_that_can_be_traced(
    sample_documents: Mapping[str, Path],
) -> None:
    """Case 13: 33 stands there twice, and was typed once."""
    document = sample_documents["town-livelihood-plan"]
    found = trace(document).figures
    projects = {figure.name.rpartition("=")[2]: figure for figure in found if "=" in figure.name}
    assert {name: figure.said for name, figure in projects.items()} == {
        "实施民生工程": "33",
        "新增": "6",
        "退出": "4",
        "调整实施": "8",
    }


def books_of(job: str) -> list[Path]:
    return sorted((data_folder("sample_data") / job / INBOX).rglob("*.xlsx"))


def media_of(package: Path, folder: str) -> list[bytes]:
    with zipfile.ZipFile(package) as archive:
        return [archive.read(name) for name in archive.namelist() if name.startswith(folder)]


def _exif(photo: bytes) -> dict[int, object]:
    with Image.open(io.BytesIO(photo)) as image:
        return dict(image.getexif())


def test_the_photos_of_a_bulletin_are_all_there_and_do_not_say_where_they_were_taken(
    sample_documents: Mapping[str, Path],
) -> None:
    """The units' workbooks hold photos with the place in their EXIF, as telephones write them."""
    name = "town-open-affairs-bulletin"
    sent = [photo for book in books_of(name) for photo in media_of(book, "xl/media/")]
    printed = media_of(sample_documents[name], "word/media/")
    assert len(sent) == len(printed) == 4
    assert all(_exif(photo) for photo in sent)
    assert not any(_exif(photo) for photo in printed)


def test_every_sample_job_is_a_case() -> None:
    assert {case.job for case in CASES} == set(SAMPLE_JOBS)
