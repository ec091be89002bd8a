"""The program: window, navigation, session, the making of the screens, and command line."""
