"""The server in the terminal."""

import click

from workbench.settings import Settings, read_settings
from workbench.storage import open_store
from workbench.workflow.accounts import setup_token


@click.command()
@click.option("--public", "part", flag_value="public", help="只有受访者的页面：放在外网，登录和研究者的页面都不在。")
@click.option("--studio", "part", flag_value="studio", help="只有研究者的页面：放在内网，受访者的由 --public 另开。")
def serve(part: str | None) -> None:
    """启动服务；还没有账号时打印设置链接。"""
    run(read_settings(), part or "")


@click.command()
def dev() -> None:
    """启动会随代码更新的开发服务。"""
    from workbench.web import create_app
    from workbench.workflow.housekeeping import Housekeeper
    from workbench.workflow.runner import Runner

    settings = read_settings()
    click.echo(_where_to_go(settings))
    host, _, port = settings.bind.rpartition(":")
    app = create_app(settings)
    Runner(app.extensions["store"]).start()
    Housekeeper(app.extensions["store"]).start()
    app.run(host=host, port=int(port), debug=True)


def run(settings: Settings, part: str = "", told: str = "") -> None:
    """Migrate and serve everything, or one part, until stopped; `told` and where to go is said once it listens."""
    from workbench.web.server import Server

    said = "\n".join(filter(None, (told, _where_to_go(settings, part))))
    Server(settings, part, lambda: click.echo(said)).run()


def _where_to_go(settings: Settings, part: str = "") -> str:
    store = open_store(settings)
    token = setup_token(store)
    store.close()
    if part == "public":
        return f"只有受访者的页面：{settings.public_address}/s/…"
    if token:
        return f"这里还没有账号，请打开下面的链接建立第一个：\n  {settings.studio_address}/setup/{token}"
    return f"画像工作台：{settings.studio_address}/"
