"""The six faults planted in the faulty example, each of another kind; what `gouji check` must find."""

from __future__ import annotations

from dataclasses import replace

from example_budget.tables import Page


def plant_faults(pages: list[Page]) -> list[Page]:
    """The same tables with six mistakes that people make."""
    return [_plant(page) for page in pages]


def _plant(page: Page) -> Page:
    match page.key:
        case "T1":  # 1. a grand total typed over: the two sides no longer balance
            return page.with_text("收入总计", 2, "1050.72")
        case "T3":  # 2. a decimal point slipped: 128.00 became 12.80
            return page.with_text("2010306", 5, "12.80")
        case "T5":  # 3. the name of the line below stands beside this code
            return page.with_text("2080505", 2, "机关事业单位职业年金缴费支出")
        case "T6":  # 4. two digits swapped in one figure of a long list
            return page.with_text("30201", 3, "18.60")
        case "T8":  # 5. spending from a fund that has no money
            rows = (
                ("1", "", "合计", "12.00", "", "12.00"),
                ("2", "223", "国有资本经营预算支出", "12.00", "", "12.00"),
                ("3", "22301", "解决历史遗留问题及改革成本支出", "12.00", "", "12.00"),
                ("4", "2230199", "其他解决历史遗留问题及改革成本支出", "12.00", "", "12.00"),
            )
            return replace(page, body=rows, note="")
        case "A":  # 6. the total counts an 其中 line a second time
            return page.with_text("资产总额", 2, "1626.40")
    return page
