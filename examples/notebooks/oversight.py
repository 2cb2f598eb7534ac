"""Tables and paged queries of an Oversight Graph as pandas frames: money as Decimal, days and moments as such, one
revision each (frame.attrs["revision"]), and Retry-After obeyed. Needs requests and pandas."""
import decimal
import functools
import io
import json
import time

import pandas
import requests

service = "http://127.0.0.1:4000"
session = requests.Session()


def request(method, path, tries=20, **options):
    """The answer; waits as long as the service asks when it is busy or the minute's points are used up."""
    for _ in range(tries):
        reply = session.request(method, service + path, timeout=300, **options)
        if reply.status_code not in (429, 503):
            break
        time.sleep(float(reply.headers.get("Retry-After", 1)))
    errors = reply.json().get("errors") if "json" in reply.headers.get("Content-Type", "") else None
    if errors:
        raise ValueError(errors[0]["message"])
    reply.raise_for_status()
    return reply


@functools.lru_cache
def dictionary(base):
    """The types of all columns, by table and column."""
    rows = pandas.read_csv(io.StringIO(request("GET", "/data/dictionary.csv").text))
    return rows.set_index(["table", "column"])["type"].to_dict()


def table(name, filter=None, order_by=None, columns=None, limit=None):
    """A whole table, or the rows that a filter of the GraphQL list chooses."""
    asked = {"filter": filter and json.dumps(filter), "orderBy": order_by, "limit": limit}
    asked["columns"] = columns and ",".join(columns)
    reply = request("GET", f"/data/{name}.csv", params={k: v for k, v in asked.items() if v is not None})
    frame = pandas.read_csv(io.BytesIO(reply.content), dtype=str, keep_default_na=False, na_values=[""])
    for column in frame:
        frame[column] = typed(frame[column], dictionary(service)[(name, column)])
    frame.attrs["revision"] = int(reply.headers["X-Revision"])
    return frame


def typed(values, kind):
    if kind.startswith("decimal"):
        return values.map(decimal.Decimal, na_action="ignore")
    if kind in ("date", "datetime, UTC"):
        # Days outside of what pandas can hold are missing rather than wrong.
        return pandas.to_datetime(values, errors="coerce", utc=kind != "date")
    kinds = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}
    if kind == "boolean":
        values = values.map({"true": True, "false": False}, na_action="ignore")
    return values.astype(kinds.get(kind, "string"))


def query(text, variables=None):
    """The data of an operation."""
    return request("POST", "/graphql", json={"query": text, "variables": variables or {}}).json()["data"]


def pages(text, field, variables=None, tries=3):
    """All nodes of the root connection `field`, of one revision; the query takes $after and asks meta { revision }."""
    for _ in range(tries):
        rows, after, revisions, more = [], None, set(), True
        while more and len(revisions) < 2:
            data = query(text, {**(variables or {}), "after": after})
            rows += data[field]["nodes"]
            revisions.add(data["meta"]["revision"])
            after, more = data[field]["pageInfo"]["endCursor"], data[field]["pageInfo"]["hasNextPage"]
        if len(revisions) == 1:
            frame = pandas.json_normalize(rows)
            frame.attrs["revision"] = revisions.pop()
            return frame
    raise RuntimeError("The data changed while it was paged through: take the table instead.")
