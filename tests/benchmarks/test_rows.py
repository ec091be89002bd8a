from tests.benchmarks.rows import Row, Unit, line


def test_a_ratio_that_is_kept() -> None:
    row = Row("recherche", 72.3e-6, 15e-6, most=15)
    assert line(row).split("  ")[0] == "recherche"
    assert line(row).endswith("72,3 µs    15,0 µs   4,82 ×  ≤ 15,0 ×  tenu")


def test_a_ratio_that_is_not() -> None:
    row = Row("usable", 1.5, 0.25, most=2.5)
    assert row.kept is False
    assert line(row).endswith("1,50 s     250 ms   6,00 ×  ≤ 2,50 ×  dépassé")


def test_a_rate_is_to_be_high() -> None:
    assert Row("opérateurs", 700, 1290, Unit.PER_SECOND, least=0.5).kept
    assert line(Row("opérateurs", 500, 1290, Unit.PER_SECOND, least=0.5)).endswith(
        "500 /s   1 290 /s   0,39 ×  ≥ 0,50 ×  dépassé"
    )


def test_a_ceiling_is_not_a_ratio() -> None:
    assert Row("p99", 0.2, 0.01, ceiling=0.25).kept
    assert Row("p99", 0.3, 0.29, ceiling=0.25).kept is False


def test_nothing_promised() -> None:
    row = Row("noms", 0.002, 0.001)
    assert row.kept is None
    assert line(row).endswith("2,00 ×")
