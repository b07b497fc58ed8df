"""Several trainings at once, each on its own text, that meet now and then and go on from the mean of their weights (local SGD, Stich 2019).

`torchrun --nproc-per-node 2 -m ingest.training.train …` starts two; without it one trains alone.
"""

from __future__ import annotations

import os

import torch
from torch import distributed, nn

MEETING = 50
"""Steps from one meeting to the next."""


class Together:
    """This training among those of one start."""

    def __init__(self) -> None:
        self.size = int(os.environ.get("WORLD_SIZE", "1"))
        if self.size > 1:
            distributed.init_process_group("gloo")
        self.number = distributed.get_rank() if self.size > 1 else 0

    def meets(self, step: int) -> bool:
        return self.size == 1 or step % MEETING == 0

    def meet(self, net: nn.Module, done: float) -> float:
        """Gives every network the mean of the weights that are trained; how much is done by the furthest."""
        if self.size == 1:
            return done
        for weights in (p.data for p in net.parameters() if p.requires_grad):
            distributed.all_reduce(weights)
            weights /= self.size
        furthest = torch.tensor(done)
        distributed.all_reduce(furthest, distributed.ReduceOp.MAX)
        return float(furthest)
