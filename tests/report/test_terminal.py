from __future__ import annotations

from dataclasses import replace

import pytest

from gouji.model.claim import ClaimSet
from gouji.model.finding import Severity, Verdict
from gouji.model.report import Disposition, Report
from gouji.report.files import Fault, FileReport, fault_words
from gouji.report.summary import Summary
from gouji.report.tables import claim_set_to_text, display_width, fold
from gouji.report.terminal import closing_to_terminal, file_to_terminal, summary_to_terminal

FAULT = Fault("encrypted", ("《a.pdf》：文件已加密。请先解除密码。", "a.pdf: is encrypted. Remove the password."))


def test_a_finding_is_told_with_place_figures_arithmetic_witnesses_and_remedy(pdf_summary: Summary) -> None:
    text = summary_to_terminal(pdf_summary, "zh")
    for told in (
        "第 5 页",
        "2010306 政务公开审批",
        "12.80 万元",
        "128.00 万元",
        "算式",
        "318.50 万元",
        "建议",
        "SUM01",
    ):
        assert told in text


def test_every_report_ends_with_its_coverage(pdf_summary: Summary, clean_summary: Summary) -> None:
    assert "读取 22 个数字，定位 22 个（100%）" in summary_to_terminal(pdf_summary, "zh")
    assert "未读 2 页：14–15（整页为图像）" in summary_to_terminal(pdf_summary, "zh")
    assert "18 relations: pass 18, fail 0" in summary_to_terminal(clean_summary, "en")


def test_the_rules_that_ran_are_named_with_what_they_looked_at(pdf_summary: Summary) -> None:
    coverage = replace(pdf_summary.coverage, passages=1200, goals=3, indicators=17, rules=("CLS01", "NAR05", "NAR06"))
    text = summary_to_terminal(replace(pdf_summary, coverage=coverage), "zh")
    assert "3 条规则查看正文 1,200 段、绩效目标 3 个（指标 17 个）：CLS01, NAR05–06" in text
    nothing = replace(pdf_summary, coverage=replace(coverage, rules=()))
    assert "条规则" not in summary_to_terminal(nothing, "zh")


def test_in_a_pipe_there_are_no_colours_and_no_folds(pdf_summary: Summary) -> None:
    text = summary_to_terminal(pdf_summary, "zh")
    assert "\x1b" not in text
    assert all(line == line.rstrip() for line in text.splitlines())
    assert any(display_width(line) > 120 for line in text.splitlines())


@pytest.mark.parametrize("width", [60, 80, 120])
def test_on_a_terminal_no_line_is_wider_than_the_window(pdf_summary: Summary, width: int) -> None:
    text = summary_to_terminal(pdf_summary, "zh", width)
    assert "\x1b[" in text
    assert max(display_width(strip_styles(line)) for line in text.splitlines()) <= width


def strip_styles(line: str) -> str:
    parts = line.split("\x1b[")
    return parts[0] + "".join(part.partition("m")[2] for part in parts[1:])


def test_what_is_no_budget_is_never_told_as_clean(clean_summary: Summary) -> None:
    other = replace(clean_summary, kind="not_a_budget")
    text = summary_to_terminal(other, "zh")
    assert "未作检查" in text
    assert "没有发现问题" not in text


def test_a_budget_of_which_nothing_was_tested_is_never_told_as_clean(clean_summary: Summary) -> None:
    untested = replace(clean_summary, outcomes=dict.fromkeys(Verdict, 0))
    assert "没有可检验的勾稽关系" in summary_to_terminal(untested, "zh")
    assert "没有发现问题" not in summary_to_terminal(untested, "zh")
    assert file_to_terminal(FileReport("a.pdf", Disposition.CHECKED, untested), "zh", None).startswith("- a.pdf")


def test_square_brackets_of_a_document_are_text_not_styles(pdf_summary: Summary) -> None:
    problem = replace(pdf_summary.problems[0], message="[bold red]项目[/] 支出 [link=x]")
    text = summary_to_terminal(replace(pdf_summary, problems=(problem,)), "zh", 100)
    assert "[bold red]项目[/] 支出 [link=x]" in strip_styles(text)


def test_a_file_of_a_run_is_a_line_with_its_errors_below(pdf_summary: Summary) -> None:
    lines = file_to_terminal(FileReport("a/faulty.pdf", Disposition.CHECKED, pdf_summary), "zh", None).splitlines()
    assert lines[0].startswith("✗ a/faulty.pdf  发现 1 个问题")
    assert len(lines) == 2
    assert lines[1].startswith("    错误 SUM01 表1《部门预算支出总表》（第5页）")


def test_notices_do_not_crowd_a_run(pdf_summary: Summary) -> None:
    notice = replace(pdf_summary.problems[0], severity=Severity.NOTICE)
    report = FileReport("a.pdf", Disposition.CHECKED, replace(pdf_summary, problems=(notice,)))
    assert file_to_terminal(report, "zh", None).startswith("✓ a.pdf  发现 1 个问题：提示 1")
    assert len(file_to_terminal(report, "zh", None).splitlines()) == 1


def test_an_unreadable_file_is_named_once_with_cause_and_remedy() -> None:
    assert fault_words("x/a.pdf", FAULT, "zh") == "x/a.pdf：文件已加密。请先解除密码。"
    assert fault_words("x/a.pdf", FAULT, "en") == "x/a.pdf: is encrypted. Remove the password."
    placed = replace(FAULT, place="第 3 页")
    assert fault_words("x/a.pdf", placed, "zh") == "x/a.pdf：第 3 页：文件已加密。请先解除密码。"


def test_an_unreadable_file_of_a_run_is_marked() -> None:
    report = FileReport("x/a.pdf", Disposition.UNREADABLE, fault=FAULT)
    assert file_to_terminal(report, "zh", None) == "! x/a.pdf  文件已加密。请先解除密码。\n"


def test_a_run_ends_with_every_disposition() -> None:
    counts = {"checked": 3, "not_a_budget": 1, "unreadable": 2}
    text = closing_to_terminal(counts, 2, 7, 1, "zh", None)
    assert "共 6 个文件：已检查 3，不是预算或决算 1，无法读取 2" in text
    assert "2 个文件有问题，共 7 个" in text
    assert "其中 1 个沿用上次结果" in text


def test_a_witness_tells_only_what_it_does_not_share_with_the_figure_in_question(
    pdf_summary: Summary, text_summary: Summary
) -> None:
    assert "    佐证  318.50 万元 — 20103 政府办公厅（室）及相关机构事务 · 项目支出\n" in summary_to_terminal(
        pdf_summary
    )
    assert "318.50 万元 — 第 42 行 · 20103 政府办公厅" in summary_to_terminal(text_summary)


def test_tables_are_printed_with_title_unit_and_aligned_figures(pdf_report: Report) -> None:
    lines = claim_set_to_text(pdf_report.claims).splitlines()
    assert lines[0] == "表 1 部门预算支出总表  单位：万元 · 第 1 页"
    rows = [line for line in lines if line.startswith(("合计", "201 "))]
    assert len({display_width(line) for line in rows}) == 1
    assert any("2010306 政务公开审批" in line and line.endswith("12.80") for line in lines)


def test_a_table_wider_than_the_window_goes_on_below_with_its_labels(pdf_report: Report) -> None:
    text = strip_styles(claim_set_to_text(pdf_report.claims, "zh", 45).replace("\n", "\n\x1b[m"))
    assert text.count("2010306 政务公开审批") == 2


def test_a_doubtful_figure_carries_a_question_mark(pdf_report: Report) -> None:
    claims: ClaimSet = pdf_report.claims
    row = claims.tables[0].rows[0]
    doubted = replace(row, entries=(replace(row.entries[0], doubt="光学识别"), *row.entries[1:]))
    table = replace(claims.tables[0], rows=(doubted, *claims.tables[0].rows[1:]))
    assert "1047.72?" in claim_set_to_text(replace(claims, tables=(table,)))


def test_an_empty_table_is_said_to_be_empty(pdf_report: Report) -> None:
    table = replace(pdf_report.claims.tables[0], rows=())
    assert "空表" in claim_set_to_text(replace(pdf_report.claims, tables=(table,)))


def test_chinese_takes_two_columns_and_is_folded_by_columns() -> None:
    assert display_width("万元 1") == 6
    assert fold("一般公共预算", 5) == ("一般", "公共", "预算")
    assert fold("", 5) == ("",)
    assert fold("a\nb", 5) == ("a b",)
