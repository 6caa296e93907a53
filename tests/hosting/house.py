"""A machine of its own for a test, as a hoster has it: what runs on this Debian, with a process 1, a /run, an /etc/systemd and process ids of its own, Annuaire
installed below /usr as a package would, a MariaDB and an nginx. What is written goes into memory, and all of it is gone at the end. For root only: it takes namespaces."""
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = os.environ.get("BUILD", "build")
PROGRAMS = "directory profile activities partners shortlist history edit moderate account".split()
ACCOUNTS = [*PROGRAMS, "mail", "operator", "migrate"]

# Makes the root and becomes its process 1. What is made here is seen here alone.
BEGIN = r"""
set -e
house=$1; shift
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$house"
mkdir "$house/upper" "$house/work" "$house/root"
cp -R "$house.stage/." "$house/upper/"
mount -t overlay -o lowerdir=/,upperdir="$house/upper",workdir="$house/work" overlay "$house/root"
cd "$house/root"
for place in tmp run var/log var/cache; do mount -t tmpfs -o mode=755 tmpfs "$place"; done
chmod 1777 tmp
mount -t proc proc proc
mount --rbind /dev dev
mount -t sysfs -o ro sysfs sys
mount -t tmpfs tmpfs sys/fs/cgroup
mount -t cgroup2 cgroup2 sys/fs/cgroup
rm -rf etc/systemd/system etc/supervisor/conf.d etc/nginx/sites-enabled etc/nginx/conf.d
cp -R house/etc/. etc/
mkdir -p .old var/log/nginx var/log/supervisor var/log/annuaire var/cache/nginx
pivot_root . .old
umount -l /.old
mount --make-rshared /  # as systemd expects it: a credential is mounted elsewhere first
exec env -i container=annuaire PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@"
"""
MYSQL = "/usr/sbin/mariadbd --no-defaults --user=root --datadir=/var/lib/house/db --socket=/run/mysqld/mysqld.sock --pid-file=/run/mysqld/mysqld.pid --skip-networking " \
        "--skip-name-resolve --max-connections=200 --innodb-flush-log-at-trx-commit=2"
NGINX = "/usr/sbin/nginx -g 'daemon off;'"
NGINX_CONF = """user www-data;
worker_processes auto;
pid /run/nginx.pid;
error_log /var/log/nginx/error.log warn;
events {{ worker_connections 512; }}
http {{
	include /etc/nginx/mime.types;
	include annuaire-http.conf;
	access_log /var/log/nginx/access.log annuaire buffer=32k flush=1s;
	server {{
		listen 127.0.0.1:{port};
		include annuaire.conf;
	}}
}}
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class House:
    """One that a subclass furnishes: first() is the command of process 1, furnish(etc) adds files, open() starts what serves."""

    def __init__(self):
        self.directory = Path(tempfile.mkdtemp(prefix="annuaire-house-"))
        self.house, self.stage, self.port = self.directory / "house", self.directory / "house.stage", free_port()
        self.cgroup = Path("/sys/fs/cgroup/unified" if Path("/sys/fs/cgroup/unified").is_dir() else "/sys/fs/cgroup") / self.directory.name
        self.outside = None

    def build(self):
        """The files that are laid over this machine's own."""
        self.house.mkdir()
        self.stage.mkdir(mode=0o755)
        subprocess.run(["make", "-s", "-C", ROOT, "-o", "all", "install", f"BUILD={BUILD}", f"DESTDIR={self.stage}", "PREFIX=/usr"], check=True, stdout=subprocess.DEVNULL)
        etc = self.stage / "house/etc"  # put in place when this machine's own are out of the way
        secret = etc / "annuaire/secret"
        secret.mkdir(parents=True)
        (etc / "annuaire/annuaire.ini").write_text(f"[site]\nurl = http://127.0.0.1:{self.port}/\ncache_seconds = 0\n[paths]\nshare = /usr/share/annuaire\n[mail]\ntransport = file\n")
        for account in ACCOUNTS:
            (secret / f"{account}.pw").write_text(secrets.token_urlsafe(24) + "\n")
            (secret / f"{account}.pw").chmod(0o600)
        shutil.copytree(ROOT / "conf/nginx", etc / "nginx")
        (etc / "nginx/annuaire.conf").write_text((ROOT / "conf/nginx/annuaire.conf").read_text().replace("fastcgi_cache annuaire;", "fastcgi_cache off;"))
        (etc / "nginx/nginx.conf").write_text(NGINX_CONF.format(port=self.port))
        (self.stage / "var/lib/house").mkdir(parents=True)
        self.furnish(etc)
        for path in [self.stage, *self.stage.rglob("*")]:
            if path.is_dir():
                path.chmod(0o755)
        secret.chmod(0o700)

    def __enter__(self):
        try:
            self.build()
            self.cgroup.mkdir()
            self.outside = subprocess.Popen(["sh", "-c", f'echo $$ > {self.cgroup}/cgroup.procs && exec unshare --mount --pid --fork --kill-child --uts --ipc --cgroup sh -c "$0" sh "$@"',
                                             BEGIN, self.house, *self.first()], stdin=subprocess.DEVNULL, stdout=open(self.directory / "log", "w"), stderr=subprocess.STDOUT)
            self.until(lambda: self.run("test", "-d", "/house", check=False).returncode == 0 and self.begun(), 30, "process 1 does not begin")
            self.open()
            self.until(lambda: self.answers(), 60, "the site does not answer")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.outside is not None:
            self.outside.send_signal(signal.SIGKILL)  # and with it process 1, and with that all others
            self.outside.wait()
        for _ in range(50):
            for cgroup in sorted([self.cgroup, *self.cgroup.rglob("*/")], reverse=True):
                try:
                    cgroup.rmdir()
                except OSError:
                    pass
            if not self.cgroup.exists():
                break
            time.sleep(0.1)
        shutil.rmtree(self.directory, ignore_errors=True)

    def until(self, done, seconds, complaint):
        end = time.monotonic() + seconds
        while not done():
            if time.monotonic() > end or self.outside.poll() is not None:
                raise RuntimeError(f"{complaint}\n{(self.directory / 'log').read_text()[-3000:]}\n{self.journal()[-6000:]}")
            time.sleep(0.1)

    def pid(self):
        """Process 1, as it is called outside."""
        children = Path(f"/proc/{self.outside.pid}/task/{self.outside.pid}/children").read_text().split()
        return children[0] if children else "0"

    def run(self, *command, text="", check=True):
        """Runs a command inside, as root."""
        done = subprocess.run(["nsenter", "-t", self.pid(), "-m", "-p", "-u", "-i", "-C", "--", *command], input=text, capture_output=True, text=True, timeout=300)
        if check and done.returncode != 0:
            raise RuntimeError(f"{' '.join(map(str, command))}: {done.stdout}{done.stderr}\n{self.journal()[-6000:]}")
        return done

    def answers(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=10) as s:
                s.sendall(b"GET /fr/ HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                return b" 200 " in s.recv(20)
        except OSError:
            return False

    def fill(self):
        """The database, as the README says it, with the demonstration organisations. MariaDB answers already."""
        self.until(lambda: self.run("mariadb", "--no-defaults", "--socket=/run/mysqld/mysqld.sock", "-e", "SELECT 1", check=False).returncode == 0, 60, "MariaDB does not answer")
        statements = ["CREATE DATABASE annuaire CHARACTER SET utf8mb4;"]
        for account in ACCOUNTS:
            password = (self.stage / "house/etc/annuaire/secret" / f"{account}.pw").read_text().strip()
            statements.append(f"CREATE USER 'annuaire_{account}'@'localhost' IDENTIFIED BY '{password}';")
        statements.append("GRANT ALL ON annuaire.* TO 'annuaire_migrate'@'localhost';")
        client = ["mariadb", "--no-defaults", "--socket=/run/mysqld/mysqld.sock"]
        self.run(*client, text="\n".join(statements))
        self.run("annuaire", "migrate")
        # A later program's account may have its rights there, and none of the accounts above.
        self.run(*client, "--force", "annuaire", text=(ROOT / "schema/roles.sql").read_text(), check=False)
        self.run("sh", "-c", "annuaire vocabulary /usr/share/annuaire/schema/vocabulary/*.tsv && annuaire places /usr/share/annuaire/schema/place/*.tsv && "
                             "annuaire import /usr/share/annuaire/schema/demo/*.json")


class Systemd(House):
    """conf/systemd, as it stands, under systemd."""
    reload = ("systemctl", "restart", "annuaire-*@*.service")

    def first(self):
        return ["/lib/systemd/systemd", "--system", "--unit=house.target"]

    def furnish(self, etc):
        own = etc / "systemd/system"
        own.mkdir(parents=True)
        (own / "house.target").write_text("[Unit]\nWants=systemd-journald.service mariadb.service\n")
        (own / "mariadb.service").write_text("[Service]\nRuntimeDirectory=mysqld\nExecStartPre=/usr/bin/mariadb-install-db --no-defaults --user=root --datadir=/var/lib/house/db "
                                             f"--auth-root-authentication-method=socket --skip-test-db\nExecStart={MYSQL}\nUMask=0\n")
        (own / "nginx.service").write_text(f"[Service]\nExecStart={NGINX}\n")
        # What belongs to the machine, not to us.
        for unit in ("udevd", "udev-trigger", "logind", "remount-fs", "timesyncd", "networkd", "tmpfiles-setup", "sysctl", "modules-load", "random-seed", "update-utmp", "sysusers"):
            (own / f"systemd-{unit}.service").symlink_to("/dev/null")

    def journal(self):
        return self.run("journalctl", "-b", "--no-pager", "-o", "short-monotonic", check=False).stdout

    def log(self):
        return self.journal()

    def begun(self):
        return self.run("systemctl", "is-system-running", check=False).stdout.strip() in ("running", "degraded")

    def open(self):
        self.run("sh", "-c", "id annuaire > /dev/null 2>&1 || useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin annuaire")
        self.fill()
        self.run("systemctl", "enable", "annuaire.target")
        self.run("systemctl", "start", "--no-block", "annuaire.target")
        self.run("systemctl", "start", "--no-block", "nginx.service")

    def processes(self):
        """Name -> process id inside, of those that answer visitors and run."""
        shown = self.run("systemctl", "show", "annuaire-*@*.service", "-p", "Id,MainPID").stdout
        pairs = [dict(line.split("=", 1) for line in block.splitlines()) for block in shown.strip().split("\n\n")]
        return {pair["Id"]: int(pair["MainPID"]) for pair in pairs if pair["MainPID"] != "0"}

    def restart(self, name):
        self.run("systemctl", "restart", name)


class Supervisor(House):
    """conf/supervisor, as it stands, under Debian's supervisor."""
    reload = ("annuaire-reload",)

    def first(self):
        return ["/usr/bin/supervisord", "-n", "-c", "/etc/supervisor/supervisord.conf"]

    def furnish(self, etc):
        own = etc / "supervisor/conf.d"
        own.mkdir(parents=True)
        (own / "house.conf").write_text(f"[program:mariadb]\ncommand = sh -c \"umask 0; mkdir -p /run/mysqld; mariadb-install-db --no-defaults --user=root --datadir=/var/lib/house/db "
                                        f"--auth-root-authentication-method=socket --skip-test-db; exec {MYSQL}\"\n[program:nginx]\ncommand = {NGINX}\nautostart = false\n")

    def journal(self):
        return self.run("sh", "-c", "tail -n 30 /var/log/supervisor/* /var/log/annuaire/*", check=False).stdout

    def log(self):
        return self.run("sh", "-c", "cat /var/log/supervisor/*.log /var/log/annuaire/*").stdout

    def begun(self):
        return self.run("supervisorctl", "pid", check=False).returncode == 0

    def open(self):
        self.run("sh", "-c", "id annuaire > /dev/null 2>&1 || useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin annuaire")
        self.fill()
        # As the head of the file says.
        self.run("sh", "-c", "chown annuaire /etc/annuaire/secret /etc/annuaire/secret/*.pw; install -d -o annuaire -g annuaire /run/annuaire /var/log/annuaire /var/lib/annuaire/mail")
        self.run("tee", "/etc/supervisor/conf.d/annuaire.conf", text=(ROOT / "conf/supervisor/annuaire.conf").read_text())
        self.run("supervisorctl", "update")
        self.run("supervisorctl", "start", "nginx")

    def processes(self):
        lines = [line.split() for line in self.run("supervisorctl", "status", check=False).stdout.splitlines()]
        return {line[0]: int(line[3].rstrip(",")) for line in lines if line[0].startswith("annuaire-") and line[0] != "annuaire-mail" and line[1] == "RUNNING"}

    def restart(self, name):
        self.run("supervisorctl", "restart", name)
