"""A browser and its machine in words, from what it says of itself: enough to recognise one's own."""

BROWSERS = (
    # The first that stands in the text: each claims to be those after it.
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """`Firefox · Linux`; the beginning of the text itself, where it is neither."""
    words = [next((word for sign, word in known if sign in user_agent), "") for known in (BROWSERS, MACHINES)]
    return " · ".join(word for word in words if word) or user_agent[:40]
