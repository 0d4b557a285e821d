"""A small disk in the place of a directory, so that it can be full."""
import os
import subprocess

ROOT = [] if os.getuid() == 0 else ["sudo", "-n"]


def mount(*words):
    return subprocess.run([*ROOT, "mount", *words], capture_output=True, check=False).returncode == 0


class SmallDisk:
    """A tmpfs over the directory, its owner's; what was there is under it until it is gone."""

    def __init__(self, directory, mb):
        self.directory, st = directory, directory.stat()
        self.filler = directory / "filler"
        self.made = mount("-t", "tmpfs", "-o", "size=%dm,mode=0750,uid=%d,gid=%d" % (mb, st.st_uid, st.st_gid), "small", str(directory))

    def fill(self, leave=0):
        """Nothing is left but so many bytes."""
        with open(self.filler, "ab", buffering=0) as f:
            for size in (1 << 20, 1 << 12):
                try:
                    while True:
                        f.write(b"\0" * size)
                except OSError:
                    pass
            f.truncate(max(0, f.tell() - leave))

    def free(self):
        self.filler.unlink()

    def shut(self):
        """No more room than is taken by now, whatever comes in meanwhile."""
        for _ in range(100):
            at = os.statvfs(self.directory)
            if mount("-o", "remount,size=%d" % ((at.f_blocks - at.f_bfree) * at.f_frsize), str(self.directory)):
                return

    def resize(self, mb):
        assert mount("-o", "remount,size=%dm" % mb, str(self.directory))

    def read_only(self, on):
        assert mount("-o", "remount,%s" % ("ro" if on else "rw"), str(self.directory))

    def gone(self):
        subprocess.run([*ROOT, "umount", "-l", str(self.directory)], check=False)
