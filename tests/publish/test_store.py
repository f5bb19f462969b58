"""A folder holds one whole publication at any time, and nobody else's files are touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.publish.store import PublishError, read_folder, write_folder

OLD = {"manifest.json": b'{"gouji": "1"}', "data/a.csv": b"old"}
NEW = {"manifest.json": b'{"gouji": "2"}', "data/b.csv": b"new"}


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    write_folder(tmp_path / "deep" / "out", OLD)
    assert read_folder(tmp_path / "deep" / "out") == OLD


def test_a_new_publication_takes_the_whole_place_of_the_old(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", OLD)
    write_folder(tmp_path / "out", NEW)
    assert read_folder(tmp_path / "out") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_old_one_stays_whole_where_the_new_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path / "out", OLD)
    usual = Path.write_bytes

    def fails(self: Path, data: bytes) -> int:
        if self.name == "b.csv":
            raise OSError("disk full")
        return usual(self, data)

    monkeypatch.setattr(Path, "write_bytes", fails)
    with pytest.raises(OSError, match="disk full"):
        write_folder(tmp_path / "out", NEW)
    assert read_folder(tmp_path / "out") == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_old_one_comes_back_where_the_new_did_not_arrive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path / "out", OLD)
    usual = Path.rename

    def fails(self: Path, target: Path) -> Path:
        if self.name.endswith(".new"):
            raise OSError("gone")
        return usual(self, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(OSError, match="gone"):
        write_folder(tmp_path / "out", NEW)
    assert read_folder(tmp_path / "out") == OLD


def test_an_interrupted_exchange_is_ended_by_the_next_look(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", OLD)
    (tmp_path / "out").rename(tmp_path / ".out.replaced")  # the machine stopped here
    assert read_folder(tmp_path / "out") == OLD


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"mine")
    with pytest.raises(PublishError) as refused:
        read_folder(tmp_path)
    assert refused.value.code == "not_a_publication"


def test_an_empty_folder_and_none_are_alike(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert (read_folder(tmp_path / "empty"), read_folder(tmp_path / "none")) == ({}, {})
