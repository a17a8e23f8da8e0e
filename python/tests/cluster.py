"""A cluster of Spark on this machine: a master and two workers, each a process of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def is_there() -> bool:
    """Whether Spark can be started here."""
    try:
        import pyspark  # noqa: F401
    except ImportError:
        return False
    return shutil.which("java") is not None


class Cluster:
    """A master and two workers with one core each, on the loopback address only."""

    def __init__(self, folder: Path, *, memory: str = "1g", java: str = QUICK) -> None:
        import pyspark

        self.folder = folder
        self._memory = memory
        self._class = Path(pyspark.__file__).parent / "bin" / "spark-class"
        self._environment = {
            **os.environ,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_NO_DAEMONIZE": "1",
            "PYSPARK_PYTHON": sys.executable,
            "JDK_JAVA_OPTIONS": java,
            "SPARK_WORKER_DIR": str(folder / "work"),
        }
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        master = ["org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
        self.url = self._started("master", master, r"(spark://127\.0\.0\.1:\d+)")
        for number in (1, 2):
            self._start_worker(f"worker{number}")

    def mend(self) -> list[str]:
        """Starts the workers anew that have died, and names them."""
        dead = [name for name, process in self._processes.items() if process.poll() is not None]
        for name in dead:
            self._start_worker(name)
        return dead

    def _start_worker(self, name: str) -> None:
        worker = ["org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0",
                  "--cores", "1", "--memory", self._memory, self.url]
        self._started(name, worker, "(Successfully registered with master)")

    def _started(self, name: str, command: list[str], sign: str) -> str:
        log = self.folder / f"{name}.log"
        with log.open("wb") as file:
            process = subprocess.Popen([str(self._class), *command], stdout=file, stderr=file, env=self._environment,
                                       start_new_session=True)
        self._processes[name] = process
        for _ in range(600):
            if found := re.search(sign, log.read_text("utf-8", "replace")):
                return found[1]
            assert process.poll() is None, log.read_text("utf-8", "replace")[-2_000:]
            time.sleep(0.1)
        raise TimeoutError(f"{name} did not start: {log.read_text('utf-8', 'replace')[-2_000:]}")

    def stop(self) -> None:
        for process in reversed(self._processes.values()):
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
