"""A browser without a screen: signs in as a demo person and asks for pages over connections that stay open."""

import gzip
import http.client
import re
import statistics
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    seconds: float
    weight: int
    queries: int
    text: bytes


class Visitor:
    """One person with cookies and one connection."""

    def __init__(self, address: str) -> None:
        self.address = urlsplit(address)
        self.cookies: dict[str, str] = {}
        self.connection = http.client.HTTPConnection(self.address.netloc, timeout=60)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        body = urlencode({"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields})
        return self._ask("POST", path, body)

    def sign_in(self, key: str) -> None:
        """As a demo person; raises when the door does not open."""
        page = self.get("/sign-in/").text.decode()
        token = TOKEN.search(page)
        answer = self.post(f"/sign-in/as/{key}/", {"csrfmiddlewaretoken": token.group(1) if token else ""})
        if answer.status != 302 or "sessionid" not in self.cookies:
            raise RuntimeError(f"Could not sign in as {key}: the server answered {answer.status}.")

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        headers = {"Accept-Encoding": "gzip", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            headers |= {"Referer": f"{self.address.scheme}://{self.address.netloc}/sign-in/"}
        began = time.perf_counter()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        text = response.read()
        seconds = time.perf_counter() - began
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        queries = int(response.headers.get("X-Peel-Queries") or 0)
        weight = len(text)
        if response.headers.get("Content-Encoding") == "gzip":
            text = gzip.decompress(text)
        return Answer(response.status, seconds, weight, queries, text)


def together(visitors: list[Visitor], path: str, *, times: int) -> list[float]:
    """Each visitor asks ``times`` times, all at once; how long every answer took, in milliseconds."""
    took: list[float] = []

    def visit(visitor: Visitor) -> None:
        for _ in range(times):
            answer = visitor.get(path)
            if answer.status != 200:
                raise RuntimeError(f"{path} answered {answer.status}.")
            took.append(answer.seconds * 1000)

    threads = [threading.Thread(target=visit, args=(visitor,)) for visitor in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took


def percentile(values: list[float], share: int) -> float:
    return statistics.quantiles(values, n=100)[share - 1] if len(values) > 1 else values[0]
