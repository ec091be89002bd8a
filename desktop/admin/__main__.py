"""`python -m desktop.admin` is `liasse-admin`."""

from desktop.admin.commands import main

if __name__ == "__main__":
    main()
