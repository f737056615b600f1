import Foundation
import TestSupport
import Testing

/// `dwell cluster` as a filter between any two programs that speak Arrow.
@Suite struct PointsTests {
  private static let write = """
    import sys, numpy as np, pyarrow as pa
    rng = np.random.default_rng(5)
    n = 3000
    x = np.concatenate([rng.normal(c, 8, n // 6) for c in range(0, 300, 50)])
    y = rng.normal(0, 8, n)
    table = pa.table({
        'id': pa.array([f'p{i}' for i in range(n)]).dictionary_encode(),
        'y': y, 'weight': pa.array(rng.integers(0, 4000, n)), 'x': x,
        'flag': pa.array([None if i % 7 == 0 else i % 2 == 0 for i in range(n)])})
    with pa.ipc.new_stream(sys.stdout.buffer, table.schema) as out:
        for batch in table.to_batches(max_chunksize=700): out.write_batch(batch)
    """

  private static let compare = """
    import sys, numpy as np, pyarrow as pa
    from sklearn.cluster import DBSCAN
    t = pa.ipc.open_stream(sys.stdin.buffer).read_all()
    xy = np.column_stack([t['x'].to_numpy(), t['y'].to_numpy()])
    by_weight = sys.argv[1] == 'weight'
    w = t['weight'].to_numpy() if by_weight else None
    ref = DBSCAN(eps=5, min_samples=25000 if by_weight else 10, algorithm='kd_tree').fit(
        xy, sample_weight=w)
    core = np.zeros(len(xy), bool); core[ref.core_sample_indices_] = True
    assert str(t.schema.field('label').type) == 'int32' and str(t.schema.field('core').type) == 'bool'
    assert t['id'].to_pylist() == [f'p{i}' for i in range(len(xy))]
    assert t['flag'].to_pylist()[:3] == [None, False, True]
    assert (t['label'].to_numpy() == ref.labels_).all()
    assert (t['core'].to_numpy() == core).all()
    print(len(set(ref.labels_)), int(core.sum()))
    """

  @Test(
    "points from pyarrow come back in order, labelled as scikit-learn labels them",
    .enabled(if: Python.interpreter != nil, "no Python with pyarrow: run 'make oracles'"),
    arguments: [("weight", "--min-dwell 25s"), ("count", "--min-points 10")])
  func scikitLearn(how: String, density: String) throws {
    let scratch = try Scratch()
    for (name, text) in [("write.py", Self.write), ("compare.py", Self.compare)] {
      try text.write(toFile: scratch.path(name), atomically: true, encoding: .utf8)
    }
    let python = try #require(Python.interpreter)
    let result = try DwellTool.shell(
      "set -o pipefail; \(python) write.py | dwell cluster --radius 5m \(density) "
        + "| \(python) compare.py \(how)", in: scratch.folder)
    #expect(result.status == 0, "\(result.errors)")
    let counts = result.output.split(separator: " ").compactMap { Int($0.filter(\.isNumber)) }
    #expect(counts.count == 2 && counts[0] > 2 && counts[1] > 100, "\(result.output)")
  }

  @Test("weights that are no whole milliseconds are refused in one line")
  func realWeights() throws {
    let result = try DwellTool.shell(
      "printf 'x,y,weight\\n0,0,1.5\\n' | dwell cluster --radius 5m --min-dwell 1s")
    #expect(result.status == 65)
    #expect(result.errors.contains("milliseconds"), "\(result.errors)")
  }
}
