extension Phrases {
  /// The Compare view in Korean.
  static let koreanCompare = verdicts + windows + table + compareKeys + comparisons

  private static let verdicts: [(String, String)] = [
    ("comparing …", "비교하는 중 …"),
    (
      "computing the maps before the ones that are compared",
      "비교할 맵 앞의 맵들을 계산하는 중"
    ), ("nowhere do both respond", "둘 다 반응하는 위치가 없다"),
    ("equal at {} of {} positions, max |Δ| {}", "위치 {1}곳 중 {0}곳에서 같음, 최대 |Δ| {2}"),
    (
      "equal at {} of {} positions where both respond, max |Δ| {}",
      "둘 다 반응하는 위치 {1}곳 중 {0}곳에서 같음, 최대 |Δ| {2}"
    ),
    (
      "equal at {} of {} elements of {} maps, max |Δ| {}",
      "맵 {2}개의 원소 {1}개 중 {0}개가 같음, 최대 |Δ| {3}"
    ),
    (
      "equal at {} of {} elements of {} maps where both respond, max |Δ| {}",
      "맵 {2}개에서 둘 다 반응하는 원소 {1}개 중 {0}개가 같음, 최대 |Δ| {3}"
    ),
    ("at ({}, {})", "({0}, {1})에서"),
    ("A responds at {} of {}, B at {} of {}", "A는 {1}곳 중 {0}곳, B는 {3}곳 중 {2}곳에서 반응"),
    ("A responds at {} of {}, B at all {}", "A는 {1}곳 중 {0}곳, B는 {2}곳 모두에서 반응"),
    ("A responds at all {}, B at {} of {}", "A는 {0}곳 모두, B는 {2}곳 중 {1}곳에서 반응"),
    ("A responds at all {}, B at all {}", "A는 {0}곳 모두, B는 {1}곳 모두에서 반응"),
    ("here", "여기"),
    ("no element of B has its field's middle where A's has", "A와 수용 영역의 가운데가 같은 B의 원소가 없다"),
    ("variance {}", "분산 {0}"),
    ("below the strongest {}: A {}, B {}", "가장 큰 {0}보다 A {1}, B {2} 작음"),
    ("B looks {} down", "B는 {0} 아래를 본다"), ("B looks {} up", "B는 {0} 위를 본다"),
    ("B looks {} right", "B는 {0} 오른쪽을 본다"), ("B looks {} left", "B는 {0} 왼쪽을 본다"),
    ("B looks {} down, {} right", "B는 {0} 아래, {1} 오른쪽을 본다"),
    ("B looks {} down, {} left", "B는 {0} 아래, {1} 왼쪽을 본다"),
    ("B looks {} up, {} right", "B는 {0} 위, {1} 오른쪽을 본다"),
    ("B looks {} up, {} left", "B는 {0} 위, {1} 왼쪽을 본다"),
  ]

  private static let windows: [(String, String)] = [
    ("read by", "읽는 쪽"), ("{} layers", "층 {0}개"), ("has no element here", "여기에는 원소가 없다"),
    ("no tap here", "여기에 닿는 탭이 없다"), ("the largest", "가장 큰 값"), ("copied", "그대로"),
    ("sum + bias {}", "합 + 편향 {0}"), ("norm {}", "노름 {0}"),
    ("{} terms", "항 {0}개"), ("{} term", "항 {0}개"), ("{} of {} tap on data", "탭 {1}개 중 {0}개가 데이터 위"),
    ("equal at {} of {} position, max |Δ| {}", "위치 {1}곳 중 {0}곳에서 같음, 최대 |Δ| {2}"),
    (
      "equal at {} of {} position where both respond, max |Δ| {}",
      "둘 다 반응하는 위치 {1}곳 중 {0}곳에서 같음, 최대 |Δ| {2}"
    ),
    ("by rows", "행별로"), ("by channels", "채널별"),
    ("{} of {} taps on data", "탭 {1}개 중 {0}개가 데이터 위"),
    ("B cannot be applied to this input:", "B는 이 입력에 적용할 수 없다:"),
    ("b makes B what A is, n shows the next comparison", "b는 B를 A와 같게, n은 다음 비교"),
  ]

  private static let table: [(String, String)] = [
    ("shape", "모양"), ("parameters", "파라미터"), ("comparisons", "비교 연산"), ("additions", "덧셈"),
    ("layers", "층"), ("none", "없음"), ("{}, {} of {} read", "{0}, {2} 중 {1} 읽음"),
    ("with zeros in its holes {} taps, {} MACs", "구멍을 0으로 채우면 탭 {0}, MAC {1}"),
  ]

  private static let compareKeys: [(String, String)] = [
    ("comparison", "비교"), ("exchange", "맞바꾸기"), ("next pair of set-ups", "다음 비교 쌍"),
    ("make B what A is now", "B를 지금의 A와 같게"), ("A and B change places", "A와 B를 맞바꾸기"),
    ("reveal a hidden value", "숨은 값 보이기"),
    ("set two stacks beside each other", "두 층 묶음을 나란히 놓기"),
    ("B is now what A is: change A, and B stays", "B가 지금의 A와 같아졌다: A를 바꾸어도 B는 그대로다"),
    ("A and B have changed places", "A와 B가 자리를 바꾸었다"),
    ("A and B are what you wrote", "A와 B는 쓴 그대로다"),
    ("there are no named comparisons", "이름 붙은 비교가 없다"),
    ("A's map {} reads input channel {} only", "A의 맵 {0}은 입력 채널 {1}만 읽는다"),
    (
      "compare takes two stacks, but here are {}: write A | B",
      "compare는 층 묶음 둘을 받지만 {0}개가 있다: A | B로 쓴다"
    ),
  ]

  /// The summaries of `Assets/comparisons.txt`.
  private static let comparisons: [(String, String)] = [
    ("the same nine weights read 3×3, or 5×5 with holes", "같은 가중치 9개가 3×3을, 또는 구멍 난 5×5를 읽는다"),
    (
      "the maximum keeps a strong response, the average dilutes it",
      "최댓값은 강한 반응을 지키고 평균은 묽게 한다"
    ),
    (
      "every channel by itself, or all of them summed into every map",
      "채널마다 따로, 또는 모두 더해 맵마다"
    ),
    (
      "one convolution, or a depthwise one and a 1×1 with far fewer weights",
      "합성곱 하나, 또는 가중치가 3분의 1인 깊이별 합성곱과 1×1"
    ),
    ("zeros around the input change the border alone", "입력 둘레의 0은 가장자리만 바꾼다"),
    ("padding counts in the divisor, or it does not", "패딩을 나누는 수에 넣거나 넣지 않거나"),
    (
      "the last row and column are dropped, or pooled from what is there",
      "마지막 행과 열을 버리거나, 있는 만큼 풀링하거나"
    ),
    (
      "every second column, from the first or from the second on",
      "한 열 걸러 하나, 첫 열부터 또는 둘째 열부터"
    ),
    (
      "features of a halved picture, implanted, or atrous features of all of it",
      "반으로 줄인 그림의 특징을 되심기, 또는 그림 전체의 아트루스 특징"
    ),
  ]
}
