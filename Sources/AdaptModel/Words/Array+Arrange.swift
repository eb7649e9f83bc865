extension Array {
    /// Moves every element to its place, where `order` names for each place the index of the element that belongs there:
    /// each of the indices once. Nothing is copied, which counts where elements are large.
    public mutating func arrange(_ order: [Int]) {
        precondition(order.count == count, "an order of \(order.count) for \(count) elements")
        for place in order.indices {
            // What stood at an earlier place has gone to where the element came from that stands there now.
            var index = order[place]
            while index < place { index = order[index] }
            swapAt(place, index)
        }
    }
}

extension Array {
    /// The first position at which `isAfter` holds; it holds at all positions after that.
    public func partitioningIndex(where isAfter: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
