"""The tour through the program on its demo database, by keys, with a picture at each stop.

`python3 start.py shots FOLDER` takes it: a PNG of every screen in its main states. `__main__` starts it once for each
resolution, `day` has the stops in their order, `demo_window` the program with a keyboard and a camera; each of the
other modules is the stops at one subject.
"""
