"""What the measurements in Python share: somebody with a browser, who signs in and sends forms."""
import html.parser
import http.client
import urllib.parse


class Form(html.parser.HTMLParser):
    """The fields that a browser would send of the form that goes to `action`: name to value, or to a list of values where it sends several."""

    def __init__(self, action, page):
        super().__init__()
        self.action, self.inside, self.text, self.select = action, False, None, None
        self.fields = {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "form":
            self.inside = a.get("action") == self.action
        elif not self.inside:
            return
        elif tag == "input" and a.get("name") and (a.get("type") not in ("checkbox", "radio") or "checked" in a):
            value, known = a.get("value") or "", self.fields.get(a["name"])
            self.fields[a["name"]] = value if known is None else [*([known] if isinstance(known, str) else known), value]
        elif tag == "textarea":
            self.text = a["name"]
            self.fields[self.text] = ""
        elif tag == "select":
            self.select = a["name"]
        elif tag == "option" and self.select and ("selected" in a or self.select not in self.fields):
            self.fields[self.select] = a.get("value") or ""

    def handle_endtag(self, tag):
        if tag in ("form", "textarea", "select"):
            self.text, self.select, self.inside = None, None, self.inside and tag != "form"

    def handle_data(self, data):
        if self.text:
            self.fields[self.text] += data


class Visitor:
    """Keeps the cookies that it is given. Answers are status (0: there was none), headers, body."""

    def __init__(self, port, cookies=()):
        self.port, self.cookies = port, dict(cookies)

    def send(self, path, fields=None, timeout=30):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}", "Sec-Fetch-Site": "same-origin"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET" if fields is None else "POST", path, None if fields is None else urllib.parse.urlencode(fields, doseq=True), headers)
            answer = connection.getresponse()
            for line in answer.headers.get_all("Set-Cookie") or ():
                name, value = line.split(";")[0].split("=", 1)
                self.cookies[name] = value
            return answer.status, answer.headers, answer.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, {}, ""
        finally:
            connection.close()

    def form(self, path):
        """The fields of the form that this page sends to itself."""
        status, _, page = self.send(path)
        fields = Form(path, page).fields
        if status != 200 or "token" not in fields:
            raise SystemExit(f"{path} answers {status}, without its form")
        return fields

    def sign_in(self, email, password):
        path = "/fr/account/signin"
        status, _, _ = self.send(path, self.form(path) | {"email": email, "password": password})
        if status != 303:
            raise SystemExit(f"{email} is not let in: {status}")
        return self
