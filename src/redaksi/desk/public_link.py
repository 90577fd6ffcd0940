"""The address at which readers find a published article."""

from contextlib import suppress

from redaksi import config
from redaksi.delivery import kinds, ledger
from redaksi.delivery.kinds import EngineName
from redaksi.desk.context import Context
from redaksi.desk.leaving import site
from redaksi.errors import RedaksiError
from redaksi.exporters import links
from redaksi.exporters.base import Sealed


def public_link(context: Context, piece: Sealed) -> str:
    """The address of the page of `piece`; "" where none is known.

    A website that shows the article knows best. Without one, the page has the address that our own
    formats give it below `[site] url`.
    """
    for target in config.house_of(*context.newsroom.settings).target:
        kind = kinds.KINDS.get(target.kind)
        if kind and kind.engine is EngineName.PAGE:
            with suppress(RedaksiError):  # `verify` names a ledger that cannot be read
                holding = ledger.summary(context.store, target.name).holdings.get(piece.article.id)
                if holding and holding.shown and holding.link:
                    return holding.link
    house = site(context)
    return links.page(piece, house) if links.home(house) else ""
