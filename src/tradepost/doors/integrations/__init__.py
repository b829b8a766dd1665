"""Other systems' files and formats, in and out. One folder per partner or kind of file."""
