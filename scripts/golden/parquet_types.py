"""Writes Parquet files with columns as Arrow writes them, of kinds that DuckDB does not write.

arrow-types.parquet holds what must survive, nanos-*.parquet one column each that must be refused.
Made with pyarrow 25.0.1; run: python scripts/golden/parquet_types.py test/golden/dataset
"""

import datetime
import decimal
import sys

import pyarrow as pa
import pyarrow.parquet as pq

second = datetime.datetime(2020, 2, 29, 12, 30, 15, 123000)
columns = {
    "id": pa.array(["a", "b", None]),
    "timestamp_ms": pa.array([second, None, second], pa.timestamp("ms")),
    "timestamp_ms_utc": pa.array([second, None, second], pa.timestamp("ms", "UTC")),
    "timestamp_us_zone": pa.array([second, None, second], pa.timestamp("us", "Europe/Berlin")),
    "timestamp_ns": pa.array([1, None, 1582979415123456789], pa.timestamp("ns")),
    "time_ms": pa.array([datetime.time(1, 2, 3, 4000), None, None], pa.time32("ms")),
    "date": pa.array([datetime.date(2020, 2, 29), None, None]),
    "decimal_small": pa.array([decimal.Decimal("2101.00010"), None, None], pa.decimal128(9, 5)),
    "decimal_wide": pa.array([decimal.Decimal("99999999999999999999999999999999999.123"), None, None], pa.decimal128(38, 3)),
    "uint8": pa.array([255, None, 0], pa.uint8()),
    "uint64": pa.array([2**64 - 1, None, 0], pa.uint64()),
    "half": pa.array([1.5, None, 65504.0], pa.float16()),
    "fixed": pa.array([b"\x00\xff\x01", None, b"abc"], pa.binary(3)),
    "large_text": pa.array(["é", None, "x" * 100], pa.large_string()),
    "dictionary": pa.array(["x", None, "x"]).dictionary_encode(),
    "large_list": pa.array([[1, None], [], None], pa.large_list(pa.int64())),
    "fixed_list": pa.array([[1.0, 2.0], [0.5, -1.0], [3.0, 4.0]], pa.list_(pa.float32(), 2)),
    "map": pa.array([[("k", 1)], [], None], pa.map_(pa.string(), pa.int64())),
    "image": pa.array([{"bytes": b"PNG", "path": None}, None, {"bytes": None, "path": "p"}]),
    "nothing": pa.nulls(3),
    "required": pa.array([1, 2, 3]),
}
fields = [pa.field(name, values.type, nullable=name != "required") for name, values in columns.items()]
schema = pa.schema(fields, metadata={"huggingface": '{"info": {"features": {}}}'})
pq.write_table(pa.Table.from_arrays(list(columns.values()), schema=schema), f"{sys.argv[1]}/arrow-types.parquet", compression="zstd")

nanos = {
    "time": pa.array([86399999999999], pa.time64("ns")),
    "zone": pa.array([1582979415123456789], pa.timestamp("ns", "UTC")),
    "nested": pa.array([[{"t": 1582979415123456789}]], pa.list_(pa.struct({"t": pa.timestamp("ns", "UTC")}))),
    "int96": pa.array([1582979415123456789], pa.timestamp("ns")),
}
for name, array in nanos.items():
    path = f"{sys.argv[1]}/nanos-{name}.parquet"
    pq.write_table(pa.table({"at": array}), path, use_deprecated_int96_timestamps=name == "int96")
