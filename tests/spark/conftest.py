import pytest

from foerderlupe.spark.session import open_session
from tests.spark.server import pysail_server, spark_cluster


@pytest.fixture(
    scope="session",
    params=["pysail", pytest.param("cluster", marks=pytest.mark.spark_cluster)],
)
def remote(request, tmp_path_factory):
    """Every test of Spark runs on pysail, and on a cluster where that is asked for."""
    folder = tmp_path_factory.mktemp("cluster")
    with pysail_server() if request.param == "pysail" else spark_cluster(folder) as address:
        yield address


@pytest.fixture(scope="session")
def session(remote, tmp_path_factory):
    with open_session(remote, tmp_path_factory.mktemp("spark")) as opened:
        yield opened
