"""The living page of the design language: every part in every state, on rows that were made up."""
