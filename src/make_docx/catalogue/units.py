"""Gives the findings about the units that report, and those that do not their severity and their words."""

from __future__ import annotations

from typing import Final

from make_docx.catalogue.entry import ERROR, NOTE, WARN, Entry

ENTRIES: Final[dict[str, Entry]] = {
    "unit-missing": Entry(
        ERROR,
        "“{unit}”没有报送",
        "请催报；确定不等时，加 --allow-partial 生成，该单位会列为未报。",
    ),
    "nothing-reported": Entry(
        ERROR,
        "一家单位的数据也没有，无从汇总",
        "请把收到的填报表放进“收件”，或者在“数据”表里填好，再运行一次。",
    ),
    "unit-duplicate": Entry(
        ERROR,
        "“{unit}”报送了多份，内容不同：{files}",
        "请确认用哪一份，{remedy}。",
    ),
    "row-duplicate": Entry(
        ERROR,
        "“{unit}”在这个文件里填了不止一处，内容不同：{files}",
        "请核对哪一处是对的，删去多余的行或工作表。",
    ),
    "unit-identical": Entry(NOTE, "与 {original} 完全相同，只计一次", "不用处理。"),
    "unit-unknown": Entry(
        ERROR,
        "单位名称“{found}”不在单位名册上{hint}",
        "请改正表里的单位名称，或把它加进“单位名册”（曾用名写在“别名”栏）。",
        of_unit="请改正单位名称；名称没有写错的，请联系发表单位。",
    ),
    "unit-blank": Entry(ERROR, "没有填单位名称", "请在这一格选择单位名称。"),
    "unit-late": Entry(
        NOTE,
        "填报日期是 {found}，晚于截止日期 {expected}",
        "不用处理，数已照常计入；如果日期填错了，请改正。",
    ),
    "unit-alias": Entry(NOTE, "单位名称“{found}”按别名认作“{unit}”", "不用处理。"),
    "each-unnamed": Entry(
        WARN,
        "每家单位的公文都以“{found}”的名义写，看不出是哪一家的",
        "请在“公文要素”的标题、发文机关、署名或者正文里写【单位名称】，再用 --force 生成一次。",
    ),
    "each-meant": Entry(
        NOTE,
        "公文要素里写了【单位名称】，名册上不止一家，所以按一家一份检查",
        "生成时用 make-docx build --each；只要一份的，请把【单位名称】换成单位的名称。",
    ),
    "each-counts-one": Entry(
        WARN,
        "一家一份时，只有这一家单位，【{found}】印出来也只是它一家",
        "请把这一句放进大括号｛｝，一家一份时自动省去；或者改写。",
    ),
    "each-same-number": Entry(
        WARN,
        "一家一份时，每一份的发文字号都是{found}，一件公文应各有一个字号",
        "请把“发文字号”空着，生成后各自编号填上；同一件公文分送各家、字号本来就相同的，不用改。",
    ),
    "each-same-office": Entry(
        WARN,
        "每一份的发文机关是各家自己，这一项却都是{found}",
        "请空着，由各家自己填；签发人不能空着的，先写×××；印发机关也可以写成含【单位名称】的，如【单位名称】办公室。",
    ),
    "each-ranking-open": Entry(
        ERROR,
        "附件里有名次，{found}的数还没有定，其他各家的名次也就定不了，一份也不生成",
        "请先改正、确认；等不及的，把它的表移出“收件”，名次只在其余各家里排，表下注明。",
    ),
    "unit-document-failed": Entry(
        ERROR,
        "“{unit}”的公文没有生成：{reason}",
        "请照所说的改正；其他单位的不用重做，改好后加 --force 再运行一次。",
    ),
    "unit-document-old": Entry(
        WARN,
        "是以前生成的，这一次没有生成它",
        "请不要当作这一期的发出去；不要了的，请删去。",
    ),
    "copy-old": Entry(
        WARN,
        "旁边的{found}是以前生成的，这一次公文变了，它没有重做",
        "里面可能还是旧的数：请加 --pdf 或 --review 重做，或者删去。",
    ),
}
