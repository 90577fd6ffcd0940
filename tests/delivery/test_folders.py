"""Folder targets: the files are as exported, the command ran, and both were read back."""

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from redaksi.delivery import repositories, secrets
from redaksi.delivery.base import TargetRefused
from redaksi.delivery.folders import FolderEngine
from redaksi.delivery.outcome import NOTHING, Outcome, Permission, Work
from redaksi.delivery.programs import FolderCommand
from redaksi.domain.delivery import State, StepKind
from redaksi.domain.hashing import sha256
from redaksi.exporters import held, present
from redaksi.exporters.base import Sealed
from redaksi.exporters.folder import write
from redaksi.exporters.staging import Staging
from tests.delivery.imitation import LedgerInMemory, again
from tests.exporters.pieces import SITE, pieces

FIRST, SECOND = pieces(2)
NEWER = again(FIRST, "Banjir Surut, Warga Pulang", 1)
OVERWRITE = Permission(overwrite=True)
ADOPT = Permission(adopt=True)


class Scene:
    """A folder as a target, and its ledger."""

    def __init__(self, folder: Path, format_name: str = "text", command: str = "") -> None:
        self.folder = folder
        self.book = LedgerInMemory()
        trusted = repositories.around(str(folder))
        self.engine = FolderEngine(
            folder,
            format_name,
            FolderCommand(command, trusted.git if trusted else "", frozenset({"RAHASIA"})),
            lambda: SITE,
            self.book.notes("web"),
        )

    def deliver(self, *sealed: Sealed, allowed: Permission = NOTHING) -> dict[str, Outcome]:
        work = [Work(one) for one in sealed]
        return {one.article: one for one in self.engine.deliver(work, allowed)}

    def states(self, *sealed: Sealed) -> list[State]:
        return [one.state for one in self.deliver(*sealed).values()]

    def kinds(self) -> list[str]:
        """The steps about articles."""
        return [step.kind.value for step in self.book.steps if step.article]

    def names(self) -> list[str]:
        return sorted(one.name for one in self.folder.iterdir() if one.name[0] != ".")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "situs"


def python(code: str) -> str:
    return shlex.join([sys.executable, "-c", code])


def test_files_are_written_once_and_read_back(folder: Path) -> None:
    scene = Scene(folder)
    assert scene.states(FIRST, SECOND) == [State.DELIVERED, State.DELIVERED]
    assert scene.names() == ["artikel-1.txt", "artikel-2.txt"]
    assert scene.kinds() == ["sending", "sending", "delivered", "delivered"]
    assert scene.deliver(FIRST, SECOND) == {}
    assert len(scene.kinds()) == 4


def test_a_file_changed_by_hand_is_kept_and_told(folder: Path) -> None:
    scene = Scene(folder)
    scene.deliver(FIRST, SECOND)
    (folder / "artikel-1.txt").write_text("orang lain")
    found = scene.deliver(NEWER, SECOND)
    assert [one.state for one in found.values()] == [State.CHANGED]
    assert "artikel-1.txt" in found[FIRST.article.id].message
    assert (folder / "artikel-1.txt").read_text() == "orang lain"
    assert list(scene.deliver(NEWER, allowed=OVERWRITE)) == [FIRST.article.id]
    assert "Warga Pulang" in (folder / "artikel-1.txt").read_text()


def test_a_foreign_file_is_kept_also_with_overwrite(folder: Path) -> None:
    folder.mkdir()
    (folder / "artikel-1.txt").write_text("sudah ada")
    scene = Scene(folder)
    assert scene.deliver(FIRST, allowed=OVERWRITE)[FIRST.article.id].state is State.CHANGED
    assert (folder / "artikel-1.txt").read_text() == "sudah ada"


def test_a_failed_command_is_not_taken_for_delivered(folder: Path, tmp_path: Path) -> None:
    flag = tmp_path / "mended"
    code = f"import os, sys; sys.exit('gagal rsync' if not os.path.exists({str(flag)!r}) else 0)"
    scene = Scene(folder, command=python(code))
    found = scene.deliver(FIRST)[FIRST.article.id]
    assert found.state is State.FAILED
    assert "gagal rsync" in found.message
    flag.touch()
    assert scene.states(FIRST) == [State.DELIVERED]


@pytest.mark.parametrize("command", ["no-such-program-anywhere", "'", "/"])
def test_a_command_that_cannot_start_is_told(folder: Path, command: str) -> None:
    assert Scene(folder, command=command).states(FIRST) == [State.FAILED]


def test_the_command_runs_in_the_folder_without_a_shell(folder: Path) -> None:
    code = "import os, sys; open('ran', 'a').write(os.getcwd() + ' '.join(sys.argv[1:]))"
    scene = Scene(folder, command=f"{python(code)} '$HOME' ';' touch x")
    assert scene.states(FIRST) == [State.DELIVERED]
    assert (folder / "ran").read_text() == f"{folder}$HOME ; touch x"
    scene.deliver(FIRST)
    assert (folder / "ran").read_text().count("$HOME") == 1


def test_what_a_command_prints_cannot_steer_the_terminal(folder: Path) -> None:
    scene = Scene(folder, command=python("print('\\x1b[2Jx\\u202e'); raise SystemExit(1)"))
    message = scene.deliver(FIRST)[FIRST.article.id].message
    assert message.isprintable()


def test_a_withdrawn_article_loses_its_files_only(folder: Path) -> None:
    scene = Scene(folder)
    scene.deliver(FIRST, SECOND)
    assert scene.engine.withdraw(FIRST.article.id, "salah").state is State.WITHDRAWN
    assert scene.names() == ["artikel-2.txt"]
    assert scene.states(FIRST) == [State.DELIVERED]


def test_an_article_that_is_not_in_the_folder_cannot_be_withdrawn(folder: Path) -> None:
    scene = Scene(folder)
    with pytest.raises(TargetRefused, match="does not have it"):
        scene.engine.withdraw(FIRST.article.id, "salah")
    scene.deliver(FIRST)
    scene.engine.withdraw(FIRST.article.id, "salah")
    with pytest.raises(TargetRefused, match="does not have it"):
        scene.engine.withdraw(FIRST.article.id, "salah")


def test_a_file_changed_by_hand_is_not_withdrawn(folder: Path) -> None:
    scene = Scene(folder)
    scene.deliver(FIRST)
    (folder / "artikel-1.txt").write_text("orang lain")
    with pytest.raises(TargetRefused, match="changed by hand"):
        scene.engine.withdraw(FIRST.article.id, "salah")
    assert scene.kinds()[-1] == "delivered"


def test_a_file_about_all_articles_is_made_of_all(folder: Path) -> None:
    scene = Scene(folder, "csv")
    assert scene.engine.wants_all(NOTHING)
    assert not Scene(folder, "text").engine.wants_all(NOTHING)
    scene.deliver(FIRST, SECOND)
    (name,) = scene.names()
    assert FIRST.article.id in (folder / name).read_text()
    scene.engine.withdraw(FIRST.article.id, "salah", [Work(SECOND)])
    text = (folder / name).read_text()
    assert FIRST.article.id not in text
    assert SECOND.article.id in text
    scene.engine.withdraw(SECOND.article.id, "salah", [])
    assert scene.names() == []


def test_a_kill_before_the_files_are_placed_is_finished_by_the_next_run(folder: Path) -> None:
    scene = Scene(folder)
    engine = scene.engine.deliver([Work(FIRST)])
    append = scene.book.append

    def killed(*steps: object) -> None:
        raise KeyboardInterrupt

    scene.book.append = killed  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        list(engine)
    assert not folder.exists() or scene.names() == []
    scene.book.append = append  # type: ignore[method-assign]
    assert scene.states(FIRST) == [State.DELIVERED]


def git(folder: Path, *words: str) -> str:
    surroundings = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@contoh.id",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@contoh.id",
    }
    run = subprocess.run(
        ["git", "-C", str(folder), *words],
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


def script(path: Path, lines: Sequence[str]) -> str:
    path.write_text("#!/bin/sh\nset -e\n" + "\n".join(lines) + "\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def pushed(tmp_path: Path, folder: Path) -> Path:
    """A repository in `folder` whose branch `main` is at a bare repository."""
    remote = tmp_path / "jauh.git"
    remote.mkdir()
    git(remote, "init", "-q", "--bare", "-b", "main")
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    git(folder, "commit", "-q", "--allow-empty", "-m", "awal")
    git(folder, "remote", "add", "origin", str(remote))
    git(folder, "push", "-q", "-u", "origin", "main")
    return remote


COMMIT = ["git add -A .", "git -c user.name=a -c user.email=a@contoh.id commit -q -m terbit"]


def test_what_git_pushed_is_read_back(tmp_path: Path, folder: Path, pushed: Path) -> None:
    scene = Scene(folder, command=script(tmp_path / "kirim", [*COMMIT, "git push -q"]))
    assert scene.states(FIRST) == [State.DELIVERED]
    assert "artikel-1.txt" in git(pushed, "ls-tree", "--name-only", "main")


@pytest.mark.parametrize(("lines", "why"), [(COMMIT, "origin/main"), (["true"], "not committed")])
def test_a_command_that_did_not_push_is_found_out(
    tmp_path: Path, folder: Path, pushed: Path, lines: list[str], why: str
) -> None:
    scene = Scene(folder, command=script(tmp_path / "kirim", lines))
    found = scene.deliver(FIRST)[FIRST.article.id]
    assert found.state is State.FAILED
    assert why in found.message


def test_a_repository_that_goes_nowhere_asks_for_no_push(tmp_path: Path, folder: Path) -> None:
    folder.mkdir()
    git(folder, "init", "-q")
    scene = Scene(folder, command=script(tmp_path / "kirim", COMMIT))
    assert scene.states(FIRST) == [State.DELIVERED]


def plant(git: Path, proof: Path) -> None:
    """Make the folder `git` a repository whose settings run a program that makes `proof`."""
    (git / "refs" / "remotes" / "origin").mkdir(parents=True)
    (git / "refs" / "heads").mkdir()
    (git / "objects").mkdir()
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    (git / "config").write_text(
        f"[core]\n\trepositoryformatversion = 0\n\tsshCommand = touch {proof}; false\n"
        f"\tfsmonitor = touch {proof}; false\n"
        '[branch "main"]\n\tremote = origin\n\tmerge = refs/heads/main\n'
        '[remote "origin"]\n\turl = ssh://x/y\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n'
        f"\tuploadpack = touch {proof}; false\n"
    )


def test_a_repository_that_appears_runs_no_program(tmp_path: Path, folder: Path) -> None:
    """Somebody who may write the folder renames a folder of the delivery while it runs."""
    proof = tmp_path / "berjalan"
    plant(tmp_path / "rubrik", proof)
    scene = Scene(folder, command=f"mv {tmp_path / 'rubrik'} {folder / '.git'}")
    found = scene.deliver(FIRST)[FIRST.article.id]
    assert found.state is State.FAILED
    assert "not the trusted one" in found.message
    assert not proof.exists()
    assert "trusted one" in scene.deliver(NEWER)[FIRST.article.id].message
    assert not proof.exists()
    subprocess.run(["git", "-C", folder, "ls-remote", "origin"], check=False, capture_output=True)
    assert proof.exists(), "what was planted works"


@pytest.mark.parametrize("name", ["", "config", "HEAD"])
def test_settings_that_others_may_write_are_not_obeyed(
    folder: Path, pushed: Path, tmp_path: Path, name: str
) -> None:
    (folder / ".git" / name).chmod(0o775)
    ran = tmp_path / "berjalan"
    scene = Scene(folder, command=f"touch {ran}")
    found = scene.deliver(FIRST)[FIRST.article.id]
    assert found.state is State.FAILED
    assert "others may write it" in found.message
    assert not ran.exists(), "the command may use git, too"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a file to somebody else")
def test_settings_of_somebody_else_are_not_obeyed(folder: Path, pushed: Path) -> None:
    os.chown(folder / ".git" / "config", 12345, -1)
    found = Scene(folder, command="true").deliver(FIRST)[FIRST.article.id]
    assert "others may write it" in found.message


def test_git_runs_no_program_of_the_repository(tmp_path: Path, folder: Path, pushed: Path) -> None:
    """Also one that the person wrote there: so nothing depends on who wrote it."""
    proof = tmp_path / "berjalan"
    for name, value in (
        ("core.fsmonitor", f"touch {proof}; false"),
        ("core.hooksPath", str(tmp_path)),
        ("remote.origin.uploadpack", f"touch {proof}; git-upload-pack"),
    ):
        git(folder, "config", name, value)
    commands = [*COMMIT, f"git push -q -u {pushed} main", f"rm -f {proof}"]
    scene = Scene(folder, command=script(tmp_path / "kirim", commands))
    assert scene.states(FIRST) == [State.DELIVERED]
    assert not proof.exists()
    git(folder, "ls-remote", "origin")
    assert proof.exists(), "what was planted works"


def test_git_goes_into_no_repository_below(tmp_path: Path, folder: Path, pushed: Path) -> None:
    """`git add -A` of the command takes a planted repository for a submodule."""
    proof = tmp_path / "berjalan"
    below = folder / "rubrik"
    below.mkdir()
    git(below, "init", "-q", "-b", "main")
    git(below, "commit", "-q", "--allow-empty", "-m", "awal")
    evil = f"git -C {below} config core.fsmonitor 'touch {proof}; false'"
    scene = Scene(folder, command=script(tmp_path / "kirim", [*COMMIT, "git push -q", evil]))
    assert scene.states(FIRST) == [State.DELIVERED]
    assert not proof.exists()
    git(folder, "status")
    assert proof.exists(), "what was planted works"


def test_a_second_work_tree_is_read_back(tmp_path: Path, folder: Path, pushed: Path) -> None:
    other = tmp_path / "kedua"
    git(folder, "worktree", "add", "-q", "-b", "lain", str(other))
    git(other, "push", "-q", "-u", "origin", "lain")
    scene = Scene(other, command="true")
    assert "not committed" in scene.deliver(FIRST)[FIRST.article.id].message
    (folder / ".git" / "config").chmod(0o666)
    assert "config is missing" in scene.deliver(NEWER)[FIRST.article.id].message


def test_a_command_gets_and_tells_no_secret(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAHASIA", "kunci-situs-88")
    monkeypatch.setenv("BIASA", "terlihat")
    assert secrets.read("env:RAHASIA") == "kunci-situs-88"
    said = "import os; print([os.environ.get(one) for one in ('RAHASIA', 'BIASA')])"
    told = "print('kunci-' 'situs-88', 'https://a:token77@contoh.id'); raise SystemExit(3)"
    scene = Scene(folder, command=python(f"{said}; {told}"))
    message = scene.deliver(FIRST)[FIRST.article.id].message
    assert "[None, 'terlihat'] … https://…@contoh.id" in message
    assert scene.book.steps[-1].message == message


LIST = ".redaksi-text.json"


def forge(folder: Path, article: str, path: str) -> None:
    """Write into the list that the file at `path` is ours."""
    listed = msgspec.json.decode((folder / LIST).read_bytes())
    known = sha256((folder / path).read_bytes())
    listed["files"][path] = {"article": article, "sha256": known}
    (folder / LIST).write_bytes(msgspec.json.encode(listed))


@pytest.fixture
def forged(folder: Path) -> Scene:
    """A delivery into a folder where somebody then forged the list, to name a file of theirs."""
    scene = Scene(folder)
    scene.deliver(FIRST)
    (folder / "lain.txt").write_text("milik orang lain")
    forge(folder, FIRST.article.id, "lain.txt")
    return scene


def test_a_forged_list_removes_nothing(folder: Path, forged: Scene) -> None:
    with pytest.raises(TargetRefused, match="not as a delivery left it"):
        forged.engine.withdraw(FIRST.article.id, "salah")
    assert forged.names() == ["artikel-1.txt", "lain.txt"]
    assert forged.kinds()[-1] == "delivered"


def test_a_forged_list_replaces_nothing_and_is_adopted_by_a_person(
    folder: Path, forged: Scene
) -> None:
    forge(folder, SECOND.article.id, "lain.txt")
    (folder / "lain.txt").rename(folder / "artikel-2.txt")
    for act in (forged.engine.plan, forged.engine.deliver):
        with pytest.raises(TargetRefused, match="not as a delivery left it"):
            list(act([Work(SECOND)]))
    assert (folder / "artikel-2.txt").read_text() == "milik orang lain"
    assert "adopted" not in {step.kind for step in forged.book.steps}
    assert list(forged.engine.plan([Work(SECOND)], ADOPT))
    assert "adopted" not in {step.kind for step in forged.book.steps}
    forged.deliver(SECOND, allowed=ADOPT)
    assert [step.article for step in forged.book.steps if step.kind == "adopted"] == [""]
    assert forged.states(NEWER) == [State.DELIVERED]


def test_a_list_that_was_removed_is_made_again_before_anything_is_withdrawn(folder: Path) -> None:
    scene = Scene(folder)
    scene.deliver(FIRST, SECOND)
    (folder / LIST).unlink()
    with pytest.raises(TargetRefused, match="not as a delivery left it"):
        scene.engine.withdraw(FIRST.article.id, "salah")
    scene.deliver(FIRST, SECOND)
    assert scene.engine.withdraw(FIRST.article.id, "salah").state is State.WITHDRAWN
    assert scene.names() == ["artikel-2.txt"]


def test_a_list_that_lay_there_before_the_first_delivery_is_adopted_by_a_person(
    folder: Path,
) -> None:
    write(folder, "text", [FIRST], SITE)
    scene = Scene(folder)
    with pytest.raises(TargetRefused, match="not as a delivery left it"):
        scene.deliver(NEWER)
    assert scene.book.steps == []
    assert scene.deliver(NEWER, allowed=ADOPT)[FIRST.article.id].state is State.DELIVERED


def test_a_list_forged_after_a_first_delivery_that_failed_is_not_believed(folder: Path) -> None:
    scene = Scene(folder)
    scene.book.notes("web").about(StepKind.SENDING, FIRST)  # then the disk was full
    write(folder, "text", [SECOND], SITE)
    for allowed in (NOTHING, OVERWRITE):
        with pytest.raises(TargetRefused, match="not as a delivery left it"):
            scene.deliver(NEWER, allowed=allowed)
    (folder / LIST).unlink()
    assert scene.states(NEWER) == [State.DELIVERED], "without a list it goes on by itself"


def test_a_withdrawn_article_takes_its_photos_along(folder: Path, tmp_path: Path) -> None:
    scene = Scene(folder, "csv")
    scene.deliver(FIRST, SECOND)
    forged = folder / ".redaksi-csv.json"
    listed = msgspec.json.decode(forged.read_bytes())
    listed["files"]["foto.jpg"] = {"article": FIRST.article.id, "sha256": sha256(b"foto")}
    (folder / "foto.jpg").write_bytes(b"foto")
    forged.write_bytes(msgspec.json.encode(listed))
    scene.deliver(allowed=ADOPT)
    scene.engine.withdraw(FIRST.article.id, "salah", [Work(SECOND)])
    assert scene.names() == ["articles.csv"]


def test_a_slug_that_changed_hands_is_replaced_only_by_its_article(folder: Path) -> None:
    scene = Scene(folder)
    scene.deliver(FIRST)
    other = replace(SECOND, article=replace(SECOND.article, slug=FIRST.article.slug))
    assert scene.states(other) == [State.DELIVERED]
    assert len(scene.names()) == 2


def failing(flag: Path) -> str:
    """A command that ends with 12 until `flag` is there, and writes a line for each run."""
    code = f"import os, sys; open({str(flag)!r} + '.runs', 'a').write('x'); "
    return python(code + f"sys.exit(0 if os.path.exists({str(flag)!r}) else 12)")


def test_a_withdrawal_whose_command_fails_stays_begun(folder: Path, tmp_path: Path) -> None:
    flag = tmp_path / "flag"
    scene = Scene(folder, command=failing(flag))
    flag.touch()
    scene.deliver(FIRST, SECOND)
    flag.unlink()
    with pytest.raises(TargetRefused, match=r"ended with 12\.$"):
        scene.engine.withdraw(FIRST.article.id, "salah")
    assert scene.book.holdings[FIRST.article.id].withdrawal
    flag.touch()
    assert scene.engine.withdraw(FIRST.article.id, "salah").state is State.WITHDRAWN
    assert not scene.book.holdings[FIRST.article.id].withdrawal
    assert (tmp_path / "flag.runs").read_text() == "xxx"


def test_a_change_of_another_file_does_not_hold_a_withdrawal_up(
    folder: Path, tmp_path: Path
) -> None:
    scene = Scene(folder, "site", command=failing(tmp_path / "flag"))
    (tmp_path / "flag").touch()
    scene.deliver(FIRST, SECOND)
    (folder / "index.html").write_text("orang lain")
    outcome = scene.engine.withdraw(FIRST.article.id, "salah", [Work(SECOND)])
    assert outcome.state is State.WITHDRAWN
    assert "index.html" in outcome.message
    assert (folder / "index.html").read_text() == "orang lain"
    assert (tmp_path / "flag.runs").read_text() == "xx"
    listed = msgspec.json.decode((folder / ".redaksi-site.json").read_bytes())["files"]
    assert FIRST.article.id not in {one["article"] for one in listed.values()}


def test_a_file_of_all_that_was_changed_holds_a_withdrawal_up(folder: Path) -> None:
    scene = Scene(folder, "csv")
    scene.deliver(FIRST, SECOND)
    (folder / "articles.csv").write_text("orang lain")
    with pytest.raises(TargetRefused, match="changed by hand"):
        scene.engine.withdraw(FIRST.article.id, "salah", [Work(SECOND)])
    assert not scene.book.holdings[FIRST.article.id].withdrawal


def test_files_of_a_withdrawn_article_that_somebody_exported_are_removed(folder: Path) -> None:
    scene = Scene(folder)
    scene.deliver(FIRST, SECOND)
    scene.engine.withdraw(FIRST.article.id, "salah")
    write(folder, "text", [FIRST, SECOND], SITE)
    assert scene.names() == ["artikel-1.txt", "artikel-2.txt"]
    scene.deliver(allowed=ADOPT)
    assert scene.names() == ["artikel-2.txt"]


def test_a_withdrawn_article_whose_file_is_there_can_be_withdrawn_again(folder: Path) -> None:
    scene = Scene(folder)
    scene.deliver(FIRST, SECOND)
    scene.engine.withdraw(FIRST.article.id, "salah")
    (folder / "artikel-1.txt").write_text("kembali")
    listed = msgspec.json.decode((folder / LIST).read_bytes())
    known = sha256(b"kembali")
    listed["files"]["artikel-1.txt"] = {"article": FIRST.article.id, "sha256": known}
    changed = msgspec.json.encode(listed)
    (folder / LIST).write_bytes(changed)
    scene.book.notes("web").step(StepKind.ADOPTED, "", held=sha256(changed))
    assert scene.engine.withdraw(FIRST.article.id, "salah").state is State.WITHDRAWN
    assert scene.names() == ["artikel-2.txt"]


@pytest.mark.parametrize("format_name", ["text", "site"])
def test_a_page_that_was_removed_is_told_and_not_made_anew(folder: Path, format_name: str) -> None:
    scene = Scene(folder, format_name)
    scene.deliver(FIRST, SECOND)
    listed = msgspec.json.decode((folder / f".redaksi-{format_name}.json").read_bytes())["files"]
    (page,) = (one for one in listed if listed[one]["article"] == FIRST.article.id)
    (folder / page).unlink()
    for _time in range(3):
        for given in ((), (FIRST, SECOND), (NEWER, SECOND)):
            found = scene.deliver(*given)
            assert [one.state for one in found.values()] == [State.GONE]
            told = found[FIRST.article.id].message
            assert f"redaksi deliver {FIRST.article.id} --to web --overwrite" in told
            assert not (folder / page).exists()
    only = OVERWRITE._replace(only=frozenset({FIRST.article.id}))
    assert scene.deliver(NEWER, SECOND, allowed=only)[FIRST.article.id].state is State.DELIVERED
    assert scene.deliver() == {}
    assert (folder / page).exists()


def test_a_change_of_a_delivered_file_is_told_although_nothing_is_due(folder: Path) -> None:
    scene = Scene(folder)
    scene.deliver(FIRST, SECOND)
    assert scene.engine.differences() == ()
    (folder / "artikel-2.txt").write_text("orang lain")
    (problem,) = scene.engine.differences()
    assert "1 file" in problem
    assert "artikel-2.txt" in problem
    assert [one.state for one in scene.engine.plan([])] == [State.CHANGED]
    steps = len(scene.book.steps)
    assert {one: it.state for one, it in scene.deliver().items()} == {
        SECOND.article.id: State.CHANGED
    }
    scene.deliver(SECOND)
    assert len(scene.book.steps) == steps + 1
    only = OVERWRITE._replace(only=frozenset({FIRST.article.id}))
    scene.deliver(FIRST, SECOND, allowed=only)
    assert (folder / "artikel-2.txt").read_text() == "orang lain"
    scene.deliver(SECOND, allowed=OVERWRITE)
    record = "Overwritten by a chief: artikel-2.txt"
    assert sum(step.message.startswith(record) for step in scene.book.steps) == 1
    assert scene.deliver() == {}


def test_a_changed_front_page_is_one_remark(folder: Path) -> None:
    scene = Scene(folder, "site")
    scene.deliver(FIRST, SECOND)
    (folder / "index.html").write_text("orang lain")
    done: list[Outcome] = []
    with pytest.raises(TargetRefused, match=r"index\.html: It was changed by hand") as raised:
        done.extend(scene.engine.deliver([Work(NEWER), Work(SECOND)]))
    assert [one.state for one in done] == [State.DELIVERED]
    assert "redaksi deliver --to web --overwrite" in raised.value.hint
    assert scene.deliver(NEWER, SECOND, allowed=OVERWRITE) == {}
    assert "orang lain" not in (folder / "index.html").read_text()


def test_a_failed_command_says_nothing_about_the_neighbours(folder: Path, tmp_path: Path) -> None:
    flag = tmp_path / "flag"
    scene = Scene(folder, "site", command=failing(flag))
    flag.touch()
    scene.deliver(FIRST, SECOND)
    flag.unlink()
    found = scene.deliver(NEWER, SECOND)
    assert {one: it.state for one, it in found.items()} == {FIRST.article.id: State.FAILED}


def test_a_failed_command_is_run_again_although_no_article_is_due(
    folder: Path, tmp_path: Path
) -> None:
    flag = tmp_path / "flag"
    scene = Scene(folder, "site", command=failing(flag))
    flag.touch()
    scene.deliver(FIRST, SECOND)
    (folder / "index.html").write_text("orang lain")
    flag.unlink()
    for given in ((FIRST, SECOND), ()):
        with pytest.raises(TargetRefused, match="ended with 12"):
            scene.deliver(*given, allowed=OVERWRITE)
    flag.touch()
    assert scene.deliver() == {}
    assert (tmp_path / "flag.runs").read_text() == "xxxx"
    scene.deliver()
    assert (tmp_path / "flag.runs").read_text() == "xxxx"


@pytest.mark.parametrize("format_name", ["text", "hugo", "site", "csv"])
def test_files_that_a_command_touches_are_read_once_and_bring_no_command_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_name: str
) -> None:
    touching = "import os, pathlib; [os.chmod(one, 0o644) for one in pathlib.Path().rglob('*.*')]"
    runs = tmp_path / "runs"
    scene = Scene(folder, format_name, python(f"{touching}; open({str(runs)!r}, 'a').write('x')"))
    scene.deliver(FIRST, SECOND)
    opened: list[str] = []

    def open_counted(place: Path, path: str) -> object:
        opened.append(path)
        return present.open_present(place, path)

    monkeypatch.setattr(held, "open_present", open_counted)
    scene.deliver()
    assert sorted(set(opened)) == sorted(opened)
    assert opened, "the control: the command touched the files"
    opened.clear()
    steps = len(scene.book.steps)
    scene.deliver()
    assert (opened, len(scene.book.steps), runs.read_text()) == ([], steps, "x")


@pytest.mark.parametrize("format_name", ["text", "site", "csv"])
def test_what_was_written_is_read_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, format_name: str
) -> None:
    """A disk that keeps something else than it was given is found out at once."""
    original, turned = Staging.place, []

    def place(staging: Staging, paths: Sequence[str]) -> None:
        original(staging, paths)
        for path in paths:
            if not path.startswith(".redaksi"):
                before = (folder / path).stat()
                (folder / path).write_bytes(b"#" * before.st_size)
                os.utime(folder / path, ns=(before.st_atime_ns, before.st_mtime_ns))
                turned.append(path)

    scene = Scene(folder, format_name)
    with monkeypatch.context() as patched:
        patched.setattr(Staging, "place", place)
        if format_name == "text":
            assert scene.states(FIRST) == [State.CHANGED]
        else:
            with pytest.raises(TargetRefused, match="changed by hand"):
                scene.deliver(FIRST)
    assert turned
