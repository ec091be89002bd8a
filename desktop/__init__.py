"""The program: window, navigation, session, printouts and command line."""
