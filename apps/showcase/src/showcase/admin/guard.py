"""Who is an administrator: whoever knows the token of the environment.

Rule: without a configured token nobody is.
"""

import hmac
import os

from lauren_guards import AuthUser, bearer_token


def _verify(token: str) -> AuthUser | None:
    expected = os.environ.get("SHOWCASE_ADMIN_TOKEN", "")
    if expected and hmac.compare_digest(token.encode(), expected.encode()):
        return AuthUser(id="admin", roles=("admin",))
    return None


AdminGuard = bearer_token(verify=_verify, realm="showcase")
