"""Rules on classes, assets, procurement and what money is really for: one module each, in the order of reports."""

from types import ModuleType

from gouji.check.rules.resources import (
    asset_purchases,
    asset_values,
    basic_items,
    economic_families,
    other_items,
    other_pay,
    pay_mirror,
    performance_pay,
    procurement_bounds,
    project_classes,
    project_codes,
    project_pay,
    quantity_price,
    reserved_share,
    running_cost,
    running_items,
    running_projects,
    three_public_elsewhere,
    whole_goal,
)

RULES: tuple[ModuleType, ...] = (
    basic_items,
    running_items,
    other_items,
    pay_mirror,
    performance_pay,
    economic_families,
    other_pay,
    project_classes,
    project_codes,
    asset_purchases,
    asset_values,
    quantity_price,
    procurement_bounds,
    reserved_share,
    running_projects,
    project_pay,
    three_public_elsewhere,
    running_cost,
    whole_goal,
)
