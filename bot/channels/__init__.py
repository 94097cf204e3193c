"""How messages get in and out: one file per network, all behind `base.Channel`."""
