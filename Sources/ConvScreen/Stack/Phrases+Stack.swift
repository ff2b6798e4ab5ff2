extension Phrases {
  /// The Stack view in Korean.
  static let koreanStack: [(String, String)] = [
    ("in all", "합계"), ("parameters", "파라미터"), ("params", "파라미터"), ("MACs", "MAC"),
    ("bytes", "바이트"), ("jump", "점프"), ("start", "중심"), ("map {} of {}", "맵 {0}/{1}"),
    ("channel {}", "채널 {0}"), ("element", "원소"), ("box", "범위"), ("on input", "입력 위"),
    ("paths", "경로"), ("per axis", "축마다"), ("per row", "행마다"),
    ("per col.", "열마다"), ("all taps", "모든 탭"), ("none", "없음"),
    (
      "rates {}: field {} → {}, {} of {} touched, parameters still {}",
      "팽창률 {0}: 수용 영역 {1} → {2}, {4} 중 {3} 사용, 파라미터는 그대로 {5}"
    ),
    ("{}, {}–{} each", "{0}, 곳마다 {1}–{2}"), ("{}, {} each", "{0}, 곳마다 {1}"),
    ("on data {} %", "데이터 위 {0} %"), ("on data {} % ({} of {})", "데이터 위 {0} % ({2} 중 {1})"),
    ("{} + {} bias", "{0} + 편향 {1}"), ("only padding is read", "패딩만 읽는다"),

    ("add", "추가"), ("remove", "빼기"), ("up", "위로"), ("down", "아래로"), ("rate", "팽창률"),
    ("rates", "팽창률들"), ("centre", "가운데"), ("step it", "들어가기"),
    ("add a copy of the layer after it", "층을 복사해 뒤에 넣기"), ("remove the layer", "층 빼기"),
    ("move the layer up", "층을 위로"), ("move the layer down", "층을 아래로"),
    ("larger rate, the output keeps its size", "팽창률 크게, 출력 크기는 그대로"),
    ("smaller rate", "팽창률 작게"),
    ("next rates for the whole stack: 1 1 1, 2 2 2 …", "모든 층의 다음 팽창률: 1 1 1, 2 2 2 …"),
    ("number of paths from each input position", "입력 위치마다 경로의 수"),
    ("the element in the middle of the map", "맵 가운데의 원소"),

    ("the arrows choose a layer", "화살표로 층을 고른다"),
    ("the arrows move the element, its field follows", "화살표로 원소를 옮기면 수용 영역이 따라간다"),
    (
      "the brighter a position, the more paths of taps lead from it to the element",
      "밝을수록 원소에 이르는 탭의 경로가 많다"
    ),
    (
      "the positions from which a path of taps leads to the element",
      "탭의 경로가 원소에 이르는 위치들"
    ),
    ("layer {} added", "층 {0} 추가"), ("layer {} removed", "층 {0} 뺌"),
    ("layer {} → {}", "층 {0} → {1}"), ("rate {} → {}", "팽창률 {0} → {1}"),
    ("parameters still {}", "파라미터는 그대로 {0}"),
    ("all taps on data {} → {} %", "모든 탭이 데이터 위 {0} → {1} %"),
    (
      "{} is {}×{}: integers stand in for {}",
      "{0}{은/는} {1}×{2}{이라/라}서 {3}{을/를} 정수로 대신한다"
    ),
    (
      "the given {} are of another shape: integers stand in",
      "주어진 {0}{은/는} 모양이 달라 정수로 대신한다"
    ),
    ("the given {} are back", "주어진 {0}{이/가} 돌아왔다"), ("{} is back", "{0}{이/가} 돌아왔다"),
    ("weights and bias", "가중치와 편향"), ("weights", "가중치"), ("bias 0", "편향 0"),
    ("weights made anew", "가중치는 새로 만들었다"), ("bias made anew", "편향은 새로 만들었다"),
    ("weights and bias made anew", "가중치와 편향은 새로 만들었다"), ("bias kept", "편향은 그대로다"),
    ("weights kept in the first map", "첫 맵의 가중치는 그대로다"),
    ("weights kept in the first {} maps", "처음 맵 {0}개의 가중치는 그대로다"),
    (
      "the only layer cannot be removed: o makes it another operator",
      "하나뿐인 층은 뺄 수 없다: o 다른 연산으로"
    ),
    ("layer {} is the first one already", "층 {0}{이/가} 이미 첫 층이다"),
    ("layer {} is the last one already", "층 {0}{이/가} 이미 마지막 층이다"),
    (
      "no convolution of the stack has a kernel above 1: rates change nothing",
      "커널이 1보다 큰 합성곱이 없다: 팽창률이 바꿀 것이 없다"
    ),
    (
      "{} has no taps to spread: choose a convolution with a kernel above 1",
      "{0}에는 벌릴 탭이 없다: 커널이 1보다 큰 합성곱을 고른다"
    ),
  ]
}
