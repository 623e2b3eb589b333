"""The data in object storage: moto's server stands in for it."""

import pytest
from servers import free_port
from test_lake import FULL, OTHERS, put, rows

from coverage.store import Counts, Snapshot, place, shared


@pytest.fixture
def bucket(monkeypatch):
    boto3 = pytest.importorskip("boto3")
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", free_port(), verbose=False)
    server.start()
    endpoint = "http://{}:{}".format(*server.get_host_and_port())
    for name, value in (
        ("AWS_ACCESS_KEY_ID", "key"), ("AWS_SECRET_ACCESS_KEY", "secret"),
        ("AWS_REGION", "us-east-1"), ("AWS_ENDPOINT_URL", endpoint),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)
    made = boto3.resource("s3", region_name="us-east-1").Bucket("news")
    made.create()
    yield made
    server.stop()


def test_a_lake_in_object_storage(tmp_path, monkeypatch, postgres, bucket):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "one"))
    monkeypatch.setattr(shared, "_FLUSH", 1)  # rows of small runs into files at once
    words = postgres.create("objects")
    address = f"ducklake:postgres:{words} data_path=s3://news/lake"
    assert put(place(address), FULL, *OTHERS[:3]).counts.added == 4
    keys = [each.key for each in bucket.objects.all()]
    assert any(key.startswith("lake/main/articles/") for key in keys)

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another machine"))
    other = place(address)
    assert put(other, FULL).counts == Counts(read=1, unchanged=1)
    assert rows(other, "SELECT count(*) FROM meetings") == [(3,)]
    with Snapshot.current(other).cursor() as cursor:
        assert cursor.execute("SELECT count(body) FROM articles").fetchone() == (4,)
