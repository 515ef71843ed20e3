"""How well pairs and clusters that were found agree with those that are true.

Belongs here: precision, recall and F1 of pairs and of clusters (B-cubed).
Does not belong here: what a threshold would change and whether scores mean what they say
(``curves``), which patterns the errors have (``mistakes``), and where a truth comes from.
"""

from dataclasses import dataclass

import polars as pl

PAIR = ["left_id", "right_id"]


@dataclass(frozen=True)
class Quality:
    """Numbers of pairs: found and true (``right``), ``found``, ``true``; and their shares.

    >>> quality = Quality(right=8, found=10, true=16)
    >>> quality.precision, quality.recall, round(quality.f1, 3)
    (0.8, 0.5, 0.615)

    Where nothing was found nothing is wrong, and where nothing is true nothing was missed.

    >>> Quality(right=0, found=0, true=3).precision, Quality(right=0, found=2, true=0).recall
    (1.0, 1.0)
    """

    right: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        """Share of the found pairs that are true."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the true pairs that were found."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.true) if self.found + self.true else 1.0


@dataclass(frozen=True)
class ClusterQuality:
    """B-cubed precision and recall: means over ``records``, however large their clusters."""

    precision: float
    recall: float
    records: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairwise(found: pl.DataFrame, truth: pl.DataFrame) -> Quality:
    """Quality of pairs; both frames have left_id and right_id, a pair given twice counts once.

    Both have to write a pair the same way round. With one table on both sides ``unordered``
    makes them; with two tables the side tells ids apart that both tables use.
    """
    pairs, true = (as_pairs(frame) for frame in (found, truth))
    return Quality(pairs.join(true, on=PAIR, how="semi").height, pairs.height, true.height)


def pairwise_of_clusters(found: pl.DataFrame, truth: pl.DataFrame) -> Quality:
    """What ``pairwise`` says of the pairs within clusters, counted without making any pair.

    Both frames have id, cluster_id. A cluster of a million records has half a billion pairs. Raises
    ``ValueError`` where a frame puts a record in two clusters.
    """
    both = _labels(found, "found").join(_labels(truth, "true"), on="id", how="full", coalesce=True)
    return Quality(
        right=_pairs_in(both, "found", "true"),
        found=_pairs_in(both, "found"),
        true=_pairs_in(both, "true"),
    )


def _pairs_in(labels: pl.DataFrame, *groups: str) -> int:
    sizes = labels.drop_nulls(groups).group_by(groups).len()["len"].cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())


def as_pairs(frame: pl.DataFrame) -> pl.DataFrame:
    """The distinct left_id, right_id of ``frame`` as text; pairs with a null are left out."""
    return frame.select(pl.col(PAIR).cast(pl.String)).drop_nulls().unique()


def unordered(pairs: pl.DataFrame) -> pl.DataFrame:
    """``pairs`` of one table with the smaller id (as text) as left_id, without self-pairs."""
    left, right = (pl.col(side).cast(pl.String) for side in PAIR)
    turned = pairs.with_columns(
        left_id=pl.min_horizontal(left, right), right_id=pl.max_horizontal(left, right)
    )
    return turned.filter(pl.col("left_id") != pl.col("right_id"))


def pairs_within(clusters: pl.DataFrame) -> pl.DataFrame:
    """All pairs (left_id < right_id) of records in one cluster; ``clusters``: id, cluster_id."""
    members = clusters.select(pl.col("id").cast(pl.String), "cluster_id").drop_nulls().unique()
    left, right = members.rename({"id": "left_id"}), members.rename({"id": "right_id"})
    joined = left.join(right, on="cluster_id").filter(pl.col("left_id") < pl.col("right_id"))
    return as_pairs(joined)


def bcubed(found: pl.DataFrame, truth: pl.DataFrame) -> ClusterQuality:
    """B-cubed quality of clusters (Bagga & Baldwin 1998); both frames have id, cluster_id.

    A record's precision is the share of its found cluster that truly belongs with it, its recall
    the share of its true cluster that was found with it. A record that only one frame names
    stands alone in the other. Raises ``ValueError`` where a frame puts a record in two clusters.
    """
    both = _labels(found, "found").join(_labels(truth, "true"), on="id", how="full", coalesce=True)
    alone = both.with_columns(
        pl.concat_str(pl.lit("alone "), "id").alias("alone"),
        found_alone=pl.col("found").is_null(),
        true_alone=pl.col("true").is_null(),
    ).with_columns(pl.coalesce("found", "alone"), pl.coalesce("true", "alone"))
    if alone.is_empty():
        return ClusterQuality(1.0, 1.0, 0)
    # A label of one's own must not meet a label that was given.
    by_found, by_true = ["found", "found_alone"], ["true", "true_alone"]
    meeting = pl.len().over(*by_found, *by_true)
    # Sorted, since a sum of floats depends on the order of its rows.
    shares = alone.select(
        precision=(meeting / pl.len().over(*by_found)).sort().mean(),
        recall=(meeting / pl.len().over(*by_true)).sort().mean(),
    )
    [(precision, recall)] = shares.iter_rows()
    return ClusterQuality(precision, recall, alone.height)


def _labels(clusters: pl.DataFrame, name: str) -> pl.DataFrame:
    named = clusters.select(
        pl.col("id").cast(pl.String), pl.col("cluster_id").cast(pl.String).alias(name)
    )
    named = named.drop_nulls("id").unique()
    if named["id"].is_duplicated().any():
        [twice, *_] = named.filter(pl.col("id").is_duplicated())["id"].sort()
        raise ValueError(f"'{twice}' stands in more than one {name} cluster")
    return named
