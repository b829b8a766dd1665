"""Working calendars, carriers, transit days, and how long a warehouse takes."""
