"""The Staff page: which people an administrator sees there, how each stands, what can be done."""
