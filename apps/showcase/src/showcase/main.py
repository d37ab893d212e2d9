"""The application: one root module, and the options that belong to the whole of it.

Rule: `app` is what a server imports; nothing is opened before it starts.
"""

from lauren import LaurenApp, LaurenFactory, ShutdownBegin, module
from lauren_logging import ConsoleLogger
from lauren_middlewares import request_id
from showcase.admin import AdminModule
from showcase.live import ActivityFeed, LiveModule
from showcase.pages import PagesModule
from showcase.tasks import TasksModule


@module(imports=[TasksModule, LiveModule, AdminModule, PagesModule])
class AppModule:
    """The root: every feature of the board is one module."""


def create_app() -> LaurenApp:
    """Compile the application; raises a `StartupError` when something in it does not fit together."""
    application = LaurenFactory.create(
        AppModule,
        global_middlewares=[request_id()],
        logger=ConsoleLogger(name="showcase"),
        openapi_info={"title": "Task board", "version": "1.0.0"},
        openapi_url="/openapi.json",
        docs_url="/docs",
    )

    async def end_streams(_event: ShutdownBegin) -> None:
        feed = await application.container.resolve(ActivityFeed)
        feed.close()

    # Event streams never end by themselves: without this, shutdown would wait for its drain timeout.
    application.signals.on(ShutdownBegin)(end_streams)
    return application


app = create_app()
