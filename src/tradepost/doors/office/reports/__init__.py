"""Reports: tables that can be filtered, exported, and followed to the documents behind them."""
