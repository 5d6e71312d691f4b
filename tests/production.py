"""The servers and folder of the tests under the product's own middlewares: nobody watches."""

from tests.settings import *  # noqa: F403 -- first: it says where the data is

# isort: split
from spacesedu.settings import INSTALLED_APPS as APPS
from spacesedu.settings import MIDDLEWARE as MIDDLEWARES

INSTALLED_APPS = [app for app in APPS if app != "zeal"]
MIDDLEWARE = MIDDLEWARES
