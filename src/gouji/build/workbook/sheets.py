"""The sheets of the workbook, in order. A field of the model that no sheet holds is a failing test."""

from __future__ import annotations

from gouji.build.workbook.forms import Column, Kind, SheetForm

LISTS = "目录"
GUIDE = "说明"
BALANCE = "收支平衡"
FACTS_SHEET = "基本信息"

_UNIT = Column("unit", "单位", Kind.UNIT, "从下拉列表选，或填单位代码、单位名称。单位先在“单位”表登记。", 30)
_PROJECT = Column("project", "项目", Kind.PROJECT, "从下拉列表选，或填项目编码、项目名称。项目先在“项目”表登记。", 38)
_FUND = Column("fund", "资金来源", Kind.CHOICE, "这笔钱属于哪一种资金。", 20, "fund")
_VINTAGE = Column(
    "vintage", "资金年度", Kind.CHOICE, "当年安排或上年结转安排；空白为当年安排。", 16, "vintage", False, "current"
)
_FUNCTION = Column(
    "function",
    "功能科目",
    Kind.CODE,
    "支出功能分类科目，7 位的项级代码；可只填代码，也可从下拉列表选。",
    34,
    "function",
)
_ECONOMIC = Column(
    "economic",
    "部门经济科目",
    Kind.CODE,
    "部门预算支出经济分类科目，5 位的款级代码；基本支出必须填写。",
    28,
    "economic",
    False,
    "",
)
_GOVERNMENT = Column(
    "government_economic",
    "政府经济科目",
    Kind.CODE,
    "政府预算支出经济分类科目，5 位的款级代码。行政单位用 501—503，事业单位用 505—506。",
    28,
    "government_economic",
    False,
    "",
)
_NATURE = Column("nature", "支出性质", Kind.CHOICE, "人员经费、公用经费等。", 18, "nature")
_AMOUNT = Column("amount", "金额（元）", Kind.MONEY, "单位：元，最多两位小数。公开表中的万元数由此计算。", 18)
_NAMES = Column(
    "names",
    "科目名称（自动）",
    Kind.SHOWN,
    "由代码自动查出，不用填写；“？”表示当年目录中没有这个代码，请核对。",
    56,
    formula=(
        'IF({function}="","",IFERROR(VLOOKUP(LEFT({function},7),{list:function},2,FALSE),"？"))'
        '&IF({economic}="","","／"&IFERROR(VLOOKUP(LEFT({economic},5),{list:economic},2,FALSE),"？"))'
        '&IF({government_economic}="","","／"'
        '&IFERROR(VLOOKUP(LEFT({government_economic},5),{list:government_economic},2,FALSE),"？"))'
    ),
)
_FUNCTION_NAME = Column(
    "names",
    "科目名称（自动）",
    Kind.SHOWN,
    "由代码自动查出，不用填写。",
    30,
    formula='IF({function}="","",IFERROR(VLOOKUP(LEFT({function},7),{list:function},2,FALSE),"？"))',
)
_STAGE = Column("stage", "口径", Kind.CHOICE, "年初预算数或执行数。", 14, "stage")
_INDICATOR = (
    Column("period", "指标期", Kind.CHOICE, "年度或实施期；空白为年度。", 12, "period", False, "year"),
    Column("kind", "一级指标", Kind.CHOICE, "产出指标、效益指标、满意度指标等。", 14, "indicator_kind"),
    Column("group", "二级指标", Kind.CHOICE, "数量指标、质量指标等。", 20, "indicator_group"),
    Column("name", "三级指标", Kind.TEXT, "指标的名称。", 24),
    Column("comparator", "比较符", Kind.CHOICE, "≥、≤、= 等；用文字说的指标留空。", 9, "comparator", False, ""),
    Column("value", "指标值", Kind.TEXT, "只填数，如 95；或一段文字。", 12),
    Column("measure_unit", "计量单位", Kind.TEXT, "如 %、件、天。", 11, "", False, ""),
    Column("description", "指标说明", Kind.TEXT, "指标的含义和算法。", 34, "", False, ""),
    Column("basis", "指标值确定依据", Kind.TEXT, "目标值从何而来。", 24, "", False, ""),
    Column("weight", "权重", Kind.TEXT, "表样要求时填写。", 8, "", False, ""),
)
_TARGET = Column(
    "target",
    "完整指标值（自动）",
    Kind.SHOWN,
    "公开表中印出的指标值，自动拼成。",
    20,
    formula="{comparator}&{value}&{measure_unit}",
)
_PREVIOUS_YEARS = r"(\d{4})年值"
_LOOSE_UNIT = Column("unit", "单位", Kind.UNIT, "上年的单位；不分单位时留空。", 30, "", False, "", loose=True)

SHEETS: tuple[SheetForm, ...] = (
    SheetForm(
        "facts",
        FACTS_SHEET,
        "部门的基本情况。带 * 的必须填写。",
        (
            Column("label", "事项", Kind.TEXT, "不要改动本列。", 26),
            Column("value", "内容", Kind.TEXT, "在这里填写。", 44, "", False),
            Column("about", "填写说明", Kind.SHOWN, "", 60),
        ),
    ),
    SheetForm(
        "units",
        "单位",
        "每个预算单位一行；第一行是部门本级。",
        (
            Column("code", "单位代码", Kind.TEXT, "预算单位代码，如 318001。", 14),
            Column("name", "单位名称", Kind.TEXT, "单位全称。", 36),
            Column("nature", "单位性质", Kind.TEXT, "行政、参公、事业等。", 14),
            Column("rank", "单位规格", Kind.TEXT, "正科级、副科级等。", 14, "", False, ""),
            Column("support", "经费保障形式", Kind.TEXT, "财政拨款、财政性资金基本保证等。", 24, "", False, ""),
        ),
        ready=20,
    ),
    SheetForm(
        "receipts",
        "收入",
        "每个单位、每种资金一行。收入要与支出（含结转下年）逐项相等，见“收支平衡”表。",
        (
            _UNIT,
            Column(
                "flow", "收入类别", Kind.CHOICE, "本年收入、上年结转等；空白为本年收入。", 22, "flow", False, "income"
            ),
            _FUND,
            _AMOUNT,
        ),
        total="amount",
    ),
    SheetForm(
        "basic",
        "基本支出",
        "人员经费和公用经费；经营支出、上缴上级支出、对附属单位补助支出也填在这里。每个单位、科目、资金一行。",
        (_UNIT, _FUNCTION, _ECONOMIC, _GOVERNMENT, _FUND, _NATURE, _VINTAGE, _AMOUNT, _NAMES),
        total="amount",
        ready=60,
    ),
    SheetForm(
        "projects",
        "项目",
        "每个项目一行。“几月底”各列填到该月底累计支出的金额；需要其他月份时可加列，如“9月底”。"
        "表样要求的其他内容可加“补充：…”列。",
        (
            Column("code", "项目编码", Kind.TEXT, "项目库中的编码，不能重复。", 28),
            Column("name", "项目名称", Kind.TEXT, "项目全称，不能重复。", 32),
            _UNIT,
            Column(
                "nature",
                "项目类别",
                Kind.CHOICE,
                "其他运转类或特定目标类；空白为特定目标类。",
                16,
                "project_nature",
                False,
                "specific",
            ),
            Column(
                "total",
                "项目支出合计（自动）",
                Kind.SHOWN,
                "“项目支出”表中本项目金额的合计。",
                18,
                formula='IF({code}="","",TEXT(SUMIF({sheet:spending:project},{code},{sheet:spending:amount})'
                '+SUMIF({sheet:spending:project},{code}&" *",{sheet:spending:amount}),"#,##0.00"))',
            ),
            Column("purpose", "资金用途", Kind.TEXT, "钱用在哪里。", 40, "", False, ""),
            Column("basis", "立项依据", Kind.TEXT, "依据的文件或决定。", 30, "", False, ""),
            Column("goal", "年度绩效目标", Kind.TEXT, "本年要达到的效果。", 44, "", False, ""),
            Column("term_goal", "实施期绩效目标", Kind.TEXT, "整个实施期要达到的效果。", 36, "", False, ""),
            Column("first_year", "起始年份", Kind.TEXT, "如 2026。", 10, "", False, ""),
            Column("last_year", "终止年份", Kind.TEXT, "如 2028。", 10, "", False, ""),
        ),
        series=r"(?:(\d{1,2})月底|补充[:：](.+))",
        ready=20,
    ),
    SheetForm(
        "spending",
        "项目支出",
        "项目的钱：每个项目、科目、资金一行。",
        (_PROJECT, _UNIT, _FUNCTION, _ECONOMIC, _GOVERNMENT, _FUND, _VINTAGE, _AMOUNT, _NAMES),
        total="amount",
    ),
    SheetForm(
        "calculation",
        "测算依据",
        "项目金额怎样算出来：每一项一行。",
        (
            _PROJECT,
            Column("what", "测算内容", Kind.TEXT, "花在什么上。", 30),
            Column("arithmetic", "测算过程", Kind.TEXT, "如 35台×1300元。", 40, "", False, ""),
            _AMOUNT,
        ),
        total="amount",
    ),
    SheetForm(
        "indicators",
        "绩效指标",
        "每个项目的绩效指标，每个指标一行，按公开表中的顺序；需要历年的值时可加列，如“2026年值”。",
        (_PROJECT, *_INDICATOR, _TARGET),
        series=_PREVIOUS_YEARS,
        ready=60,
    ),
    SheetForm(
        "tasks",
        "重点任务",
        "部门整体绩效目标下的年度主要任务；没有时留空。",
        (
            Column("name", "任务名称", Kind.TEXT, "不能重复。", 32),
            Column("content", "任务内容", Kind.TEXT, "这项任务要做到什么。", 70, "", False, ""),
        ),
        ready=12,
    ),
    SheetForm(
        "task_indicators",
        "任务指标",
        "重点任务的绩效指标，每个指标一行。",
        (Column("task", "任务", Kind.TASK, "“重点任务”表中的任务名称。", 32), *_INDICATOR, _TARGET),
        series=_PREVIOUS_YEARS,
        ready=20,
    ),
    SheetForm(
        "closings",
        "结转下年",
        "年底不支出、结转下年使用的资金；没有时留空。",
        (_UNIT, _FUND, _FUNCTION, _VINTAGE, _AMOUNT, _FUNCTION_NAME),
        total="amount",
        ready=20,
    ),
    SheetForm(
        "extras",
        "“三公”等专项",
        "“三公”经费、会议费、培训费、机关运行经费：是上面支出中的一部分，在这里再说明一次，不另外加到支出里。",
        (_UNIT, Column("item", "事项", Kind.CHOICE, "从下拉列表选。", 30, "item"), _FUND, _AMOUNT),
        ready=20,
    ),
    SheetForm(
        "purchases",
        "政府采购",
        "每种采购物品一行；金额应等于数量乘单价。",
        (
            _UNIT,
            Column("project", "项目", Kind.PROJECT, "用基本支出采购时留空。", 38, "", False, ""),
            Column("name", "采购物品名称", Kind.TEXT, "买什么。", 24),
            Column(
                "catalog", "采购目录编码", Kind.TEXT, "政府采购品目分类目录的编码，如 A02061804。", 16, "", False, ""
            ),
            Column("kind", "采购类型", Kind.CHOICE, "货物、工程或服务。", 12, "kind"),
            Column("quantity", "数量", Kind.NUMBER, "", 10),
            Column("count_unit", "计量单位", Kind.TEXT, "台、套、项等。", 10),
            Column("price", "单价（元）", Kind.MONEY, "", 16),
            _AMOUNT,
            Column(
                "check",
                "数量×单价（自动）",
                Kind.SHOWN,
                "与金额是否相符。",
                20,
                formula='IF({amount}="","",IF(ROUND({quantity}*{price},2)=ROUND({amount},2),"相符",'
                '"不符："&TEXT({quantity}*{price},"0.00")))',
            ),
            Column("fund", "资金来源", Kind.CHOICE, "空白为一般公共预算。", 20, "fund", False, "general"),
            Column("function", "功能科目", Kind.CODE, "可留空。", 34, "function", False, ""),
            Column("economic", "部门经济科目", Kind.CODE, "可留空。", 28, "economic", False, ""),
            Column("reserved", "预留中小企业金额（元）", Kind.MONEY, "专门面向中小企业采购的金额。", 18, "", False, 0),
            Column("when", "采购时间", Kind.TEXT, "如 2027年3月。", 14, "", False, ""),
            Column(
                "service", "政府购买服务", Kind.CHOICE, "是否同时属于政府购买服务；空白为否。", 12, "yes", False, False
            ),
        ),
        total="amount",
        ready=20,
    ),
    SheetForm(
        "assets",
        "资产",
        "上年末占有的固定资产。",
        (
            Column("item", "资产", Kind.CHOICE, "从下拉列表选；“其中”项不另计入合计。", 28, "asset"),
            Column("quantity", "数量", Kind.NUMBER, "平方米、辆、台（套）等；不计数时留空。", 14, "", False),
            Column("value", "价值（元）", Kind.MONEY, "账面价值。", 20),
        ),
        ready=12,
    ),
    SheetForm(
        "previous_receipts",
        "上年收入",
        "上年数，用来算增减；口径与“收入”表相同。",
        (
            _STAGE,
            _LOOSE_UNIT,
            Column("flow", "收入类别", Kind.CHOICE, "空白为本年收入。", 22, "flow", False, "income"),
            _FUND,
            _AMOUNT,
        ),
        total="amount",
        ready=20,
    ),
    SheetForm(
        "previous_lines",
        "上年支出",
        "上年数，用来算增减；不知道的科目可留空。",
        (
            _STAGE,
            _LOOSE_UNIT,
            Column("function", "功能科目", Kind.CODE, "", 34, "function", False, "", loose=True),
            Column("economic", "部门经济科目", Kind.CODE, "", 28, "economic", False, "", loose=True),
            Column(
                "government_economic", "政府经济科目", Kind.CODE, "", 28, "government_economic", False, "", loose=True
            ),
            _FUND,
            Column("nature", "支出性质", Kind.CHOICE, "人员经费等；不细分时填基本支出或项目支出。", 18, "any_nature"),
            _VINTAGE,
            Column("project", "项目", Kind.PROJECT, "今年仍有的项目填其编码；可留空。", 34, "", False, "", loose=True),
            _AMOUNT,
        ),
        total="amount",
    ),
    SheetForm(
        "previous_extras",
        "上年专项",
        "上年的“三公”经费、会议费、培训费、机关运行经费。",
        (_STAGE, _LOOSE_UNIT, Column("item", "事项", Kind.CHOICE, "", 30, "item"), _FUND, _AMOUNT),
        ready=20,
    ),
    SheetForm(
        "names",
        "自定科目",
        "目录中没有、由本地自行增设的科目，在这里写明名称；没有时留空。",
        (
            Column("key", "代码", Kind.TEXT, "科目代码。", 16),
            Column("text", "名称", Kind.TEXT, "科目名称。", 60),
        ),
        ready=12,
    ),
    SheetForm(
        "reasons",
        "变动原因",
        "比上年有增减的，说明原因；从下拉列表选是哪一项。",
        (
            Column("key", "哪一项", Kind.CHOICE, "从下拉列表选。", 34, "reason"),
            Column("text", "原因", Kind.TEXT, "写成半句话：主要原因是……", 90, "", False, ""),
        ),
        ready=20,
    ),
    SheetForm(
        "texts",
        "文字说明",
        "公开说明里由部门自己写的话，每段一行；同一内容有几段就用几行。",
        (
            Column("key", "内容", Kind.CHOICE, "从下拉列表选。", 28, "text"),
            Column("text", "段落", Kind.TEXT, "一段话。", 100, "", False, ""),
        ),
        ready=20,
    ),
    SheetForm(
        "staffing",
        "人员编制",
        "编制和实有人数。",
        (
            Column("key", "事项", Kind.CHOICE, "从下拉列表选。", 28, "staffing"),
            Column("count", "人数", Kind.COUNT, "整数。", 14),
        ),
        ready=12,
    ),
    SheetForm(
        "contacts",
        "联系方式",
        "公开页上的联系方式。",
        (
            Column("key", "事项", Kind.CHOICE, "从下拉列表选。", 28, "contact"),
            Column("text", "内容", Kind.TEXT, "", 60, "", False, ""),
        ),
        ready=12,
    ),
)

FACTS: tuple[Column, ...] = (
    Column("pack", "表样", Kind.CHOICE, "按哪个地方的表样公开。", choices="pack"),
    Column("year", "预算年度", Kind.COUNT, "四位数字，如 2027。"),
    Column("code", "部门代码", Kind.TEXT, "如 318。"),
    Column("name", "部门名称", Kind.TEXT, "部门全称。"),
    Column(
        "place",
        "地区称谓",
        Kind.TEXT,
        "怎样称本地：县、区、市；封面印地名的表样填全名，如 上海市普陀区。",
        needed=False,
        default="",
    ),
    Column("congress", "人大批准日期", Kind.DATE, "如 2027-01-18。", needed=False),
    Column("finance", "财政部门批复日期", Kind.DATE, "收到批复的日期。", needed=False),
    Column("department", "批复所属单位日期", Kind.DATE, "部门向所属单位批复的日期。", needed=False),
    Column("published", "公开日期", Kind.DATE, "预算公开的日期。", needed=False),
)
"""The rows of 基本信息: label, kind, and what to write."""

DATES = ("congress", "finance", "department", "published")
BY_KEY = {form.key: form for form in SHEETS}
