"""Putting a tested tree in place, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..patches.trees import SourceTree
    from .protocols import Deployment, Environment


class PlainDeployer:
    """Hands the tree to the environment, which replaces a replica's whole tree or nothing of it."""

    def deploy(
        self,
        environment: Environment,
        name: str,
        tree: SourceTree,
        replicas: Sequence[int] | None = None,
    ) -> Deployment:
        return environment.deploy(name, tree, replicas)

    def rollback(self, environment: Environment, name: str) -> Deployment:
        return environment.rollback(name)
