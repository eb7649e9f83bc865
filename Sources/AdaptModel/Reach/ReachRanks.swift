extension [ReachReport.Line] {
    /// Puts lines in order, counted ones first, those of the largest edition first, with places by what an edition's counted
    /// figures guarantee together: it may have one of each market, or of each creative. Equal sums share a place; joint
    /// figures have none. `placesAlone`: the lines stay where they are, which are many and large.
    mutating func rank(placesAlone: Bool = false) {
        let sums = editionSums()
        let keys = indices.map { (isLast: !self[$0].counted, sum: sums[$0].sum, first: sums[$0].first, index: $0) }
            .sorted { left, right in
                if left.isLast != right.isLast { return right.isLast }
                if left.sum != right.sum { return left.sum > right.sum }
                if left.first != right.first { return left.first < right.first }
                let (low, other) = (self[left.index].low, self[right.index].low)
                return low == other ? left.index < right.index : low > other
            }
        var (place, count, last) = (0, 0, -1)
        var edition: ReachReport.Edition?
        for key in keys {
            guard !key.isLast, let only = self[key.index].only else { continue }
            if only !== edition {
                count += 1
                if key.sum != last { (place, last) = (count, key.sum) }
                edition = only
            }
            self[key.index].rank = place
        }
        if !placesAlone { arrange(keys.map(\.index)) }
    }

    /// By line, what the counted figures of its edition guarantee together, and where the edition's lines begin: they stand
    /// one behind the other. What is not counted, and what is of several editions, stands for itself.
    private func editionSums() -> [(sum: Int, first: Int)] {
        var sums = indices.map { (sum: self[$0].low, first: $0) }
        var start = 0
        while start < count {
            var end = start + 1
            if let edition = self[start].only {
                while end < count, self[end].only === edition { end += 1 }
            }
            if end > start + 1 {
                let counted = (start..<end).filter { self[$0].counted }
                // The week's total holds them all, and did not pass 64 bits.
                let sum = counted.reduce(0) { $0 + self[$1].low }
                for index in counted { sums[index] = (sum, start) }
            }
            start = end
        }
        return sums
    }
}

extension ReachReport.Line {
    /// What is guaranteed; less than nothing where there is no figure.
    fileprivate var low: Int { total?.low ?? -1 }
}
