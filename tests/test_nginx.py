"""The recipe for nginx in the documentation, with a real nginx."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import time

import pytest

from faq_ext.commands.check_host import check_host

from .conftest import DOCS
from .debian import find_or_install
from .test_check_host import SECONDS, prepare

RECIPE = DOCS / "embed" / "nginx.conf"
FRAME = """
daemon off;
pid {here}/nginx.pid;
error_log {here}/error.log;
events {{}}
http {{
    include {types};
    access_log {here}/access.log;
    client_body_temp_path {here}/body;
    proxy_temp_path {here}/proxy;
    fastcgi_temp_path {here}/fastcgi;
    uwsgi_temp_path {here}/uwsgi;
    scgi_temp_path {here}/scgi;
    include {recipe};
}}
"""


def find_nginx():
    """Return the path of nginx: on PATH, where Debian has it, or installed now if we may."""
    places = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
    return find_or_install(lambda: shutil.which("nginx", path=places), "nginx-light")


@pytest.fixture
def nginx(tmp_path):
    program = find_nginx()
    if not program:
        pytest.skip(
            "NGINX IS MISSING: nobody has tried docs/embed/nginx.conf. Install nginx, "
            "or run as root where apt-get can."
        )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    root = tmp_path / "site"
    root.mkdir()
    prepare(root, large=True)
    (root / "_images").mkdir()
    (root / "_images" / "picture.png").write_bytes(b"\x89PNG")
    manifest = root / "faq" / "manifest.json"
    manifest.write_text(
        manifest.read_text().replace("https://faq.example/", f"http://127.0.0.1:{port}/")
    )
    recipe = RECIPE.read_text("utf-8")
    changed = re.sub(r"listen 80;.*# yours.*", f"listen 127.0.0.1:{port};", recipe)
    changed = re.sub(r"server_name .*# yours.*", "server_name localhost;", changed)
    changed = re.sub(r"root .*# yours.*", f"root {root};", changed)
    assert changed.count("# yours") == 0 and recipe.count("# yours") == 3
    (tmp_path / "recipe.conf").write_text(changed)
    types = "/etc/nginx/mime.types"
    config = FRAME.format(here=tmp_path, types=types, recipe=tmp_path / "recipe.conf")
    (tmp_path / "nginx.conf").write_text(("user root;" if os.geteuid() == 0 else "") + config)
    # With the path of its log from the start, or it complains of Debian's.
    command = [program, "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "error.log")]
    server = subprocess.Popen(command)
    for _ in range(200):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                break
        assert server.poll() is None, (tmp_path / "error.log").read_text()
        time.sleep(0.05)
    yield port
    server.terminate()
    server.wait()


def get(port, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_the_recipe_for_nginx(nginx):
    """check-host finds nothing; pictures outside of faq/, errors and folders are right, too."""
    findings, asked = check_host(f"http://127.0.0.1:{nginx}/faq/", SECONDS)
    assert findings == [] and asked > 8
    picture = get(nginx, "/_images/picture.png")
    assert (picture.status, picture.headers["Cross-Origin-Resource-Policy"]) == (
        200,
        "cross-origin",
    )
    missing = get(nginx, "/faq/answers-0.0123456789.json")
    assert (missing.status, missing.headers["Access-Control-Allow-Origin"]) == (404, "*")
    assert "immutable" not in (missing.headers["Cache-Control"] or "")
    assert get(nginx, "/faq/embed/").headers["Cache-Control"] == "no-cache"
    tag = get(nginx, "/faq/manifest.json").headers["ETag"]
    again = get(nginx, "/faq/manifest.json", **{"If-None-Match": tag})
    assert (again.status, again.headers["Access-Control-Allow-Origin"]) == (304, "*")
