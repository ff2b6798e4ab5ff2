/// The noun for so many: `map` for one, else `maps`.
public func plural(_ count: Int, _ noun: String) -> String { count == 1 ? noun : "\(noun)s" }
