"""What each kind of page shows, as frozen values: pure functions of the desk."""
