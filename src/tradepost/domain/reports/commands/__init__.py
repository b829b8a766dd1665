from tradepost.domain.reports.commands.class_stock import class_stock
from tradepost.domain.reports.commands.keep_levels import keep_levels
from tradepost.domain.reports.commands.sum_up import sum_up
from tradepost.domain.reports.commands.sum_up_anew import sum_up_anew
from tradepost.domain.reports.commands.work_out_impact import work_out_impact

__all__ = ["class_stock", "keep_levels", "sum_up", "sum_up_anew", "work_out_impact"]
