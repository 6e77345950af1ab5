"""`clew store` and `clew doctor`, and what is said when an engine cannot start."""


def test_a_store_that_was_started_stays_until_it_is_stopped(clew):
    assert "not running" in clew.run("store", "status").stdout
    assert clew.run("store", "start").returncode == 0
    assert "stays until it is stopped" in clew.run("store", "status").stdout
    assert clew.processes() != []
    assert clew.run("store", "stop").returncode == 0
    clew.wait_until_nobody_runs()
    assert clew.processes() == []
    assert "not running" in clew.run("store", "status").stdout


def test_doctor_finds_a_whole_machine(clew):
    report = clew.run("doctor")
    assert report.returncode == 0, report.stdout
    assert "BROKEN" not in report.stdout
    assert "store" in report.stdout


def test_an_engine_that_cannot_start_says_where_its_log_is(clew):
    folder = clew.home / "cases" / "broken"
    folder.mkdir(parents=True)
    (folder / "engine").write_text("in the way")
    answer = clew.run("query", "RETURN 1", "--case", "broken")
    assert answer.returncode == 1
    assert str(folder) in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_setting_that_cannot_be_used_is_named(clew):
    answer = clew.run("query", "RETURN 1", CLEW_QUERY_TIMEOUT_S="soon")
    assert answer.returncode == 1
    assert "query_timeout_s" in answer.stderr.lower()
