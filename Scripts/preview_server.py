"""A running `dossier serve`, for scripts that look at it with a browser."""

import http.client
import json
import os
import socket
import subprocess


class Preview:
    """Serves a project until closed."""

    def __init__(self, tool, project, *options):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [tool, "-C", project, "serve", "--port", str(self.port), *options],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = f"http://127.0.0.1:{self.port}"
        assert self.process.stdout.readline() == f"Serving {self.address}/\n"

    def close(self):
        self.process.terminate()
        self.process.wait()

    def get(self, path, headers={}):
        """The status and the body of a whole answer, as who has no script is given it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def news(self, after=-1):
        """What is told after a generation; waits for it."""
        return json.loads(self.get(f"/.dossier/changes?after={after}")[1])

    def saved(self, news):
        """What is told of the save after the one that `news` is of."""
        last, save = news["generation"], news["save"]
        while news["save"] == save:
            news = self.news(last)
            last = news["generation"]
        return news

    def memory(self):
        """Megabytes in memory."""
        with open(f"/proc/{self.process.pid}/status") as status:
            line = next(line for line in status if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    def processor(self):
        """Seconds of processor time so far."""
        with open(f"/proc/{self.process.pid}/stat") as status:
            fields = status.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def save(path, text):
    """Writes as editors do: beside the file, then in its place."""
    folder, name = os.path.split(path)
    beside = os.path.join(folder, f".{name}.new")
    with open(beside, "w") as out:
        out.write(text)
    os.rename(beside, path)
