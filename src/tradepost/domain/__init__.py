"""The rooms of the trade. Calls go down, news goes out; see ARCHITECTURE.md."""
