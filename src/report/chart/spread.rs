//! Names beside the ends of lines, moved apart.

/// Moves places so that none is nearer to another than `apart`, each as little as may be, all
/// within the limits; `None` if one would have to move farther than `most`.
pub(super) fn spread(
    places: &[f64],
    apart: f64,
    limits: (f64, f64),
    most: f64,
) -> Option<Vec<f64>> {
    let mut order: Vec<(usize, f64)> = places.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    let mut moved = vec![0.0; places.len()];
    for (at, y) in stacked(&order, apart, limits)? {
        *moved.get_mut(at)? = y;
    }
    let near = moved.iter().zip(places).all(|(to, from)| (to - from).abs() <= most);
    near.then_some(moved)
}

/// Neighbours that touch become one stack around the mean of what they want.
fn stacked(order: &[(usize, f64)], apart: f64, limits: (f64, f64)) -> Option<Vec<(usize, f64)>> {
    struct Stack {
        members: Vec<usize>,
        wanted: f64,
        top: f64,
    }
    let settle = |stack: &mut Stack| {
        let n = stack.members.len() as f64;
        let height = apart * (n - 1.0);
        let top = stack.wanted / n - height / 2.0;
        stack.top = top.min(limits.1 - height).max(limits.0);
        stack.top + height <= limits.1 + 1e-9
    };
    let mut stacks: Vec<Stack> = Vec::new();
    for (at, wanted) in order {
        let mut stack = Stack { members: vec![*at], wanted: *wanted, top: *wanted };
        settle(&mut stack);
        while let Some(above) = stacks.last() {
            if above.top + apart * above.members.len() as f64 <= stack.top {
                break;
            }
            let mut above = stacks.pop()?;
            above.members.append(&mut stack.members);
            above.wanted += stack.wanted;
            stack = above;
            if !settle(&mut stack) {
                return None;
            }
        }
        stacks.push(stack);
    }
    let placed = stacks.iter().flat_map(|stack| {
        let place = |(at, member): (usize, &usize)| (*member, stack.top + apart * at as f64);
        stack.members.iter().enumerate().map(place)
    });
    Some(placed.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_move_apart_as_little_as_may_be() {
        let spread = |places: &[f64], most| spread(places, 10.0, (0.0, 100.0), most);
        assert_eq!(spread(&[50.0, 20.0], 9.0), Some(vec![50.0, 20.0]));
        assert_eq!(spread(&[50.0, 50.0], 9.0), Some(vec![45.0, 55.0]));
        assert_eq!(spread(&[0.0, 0.0, 0.0], 20.0), Some(vec![0.0, 10.0, 20.0]));
        assert_eq!(spread(&[0.0, 0.0, 0.0], 19.0), None);
        assert_eq!(spread(&[100.0; 12], 200.0), None);
        assert_eq!(spread(&[], 0.0), Some(vec![]));
    }
}
