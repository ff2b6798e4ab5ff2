extension Phrases {
  /// The Channels view in Korean.
  static let koreanChannels = stages + sentences + bill + channelKeys

  private static let stages: [(String, String)] = [
    ("each channel under its slice of the filter", "채널마다 자기 필터 조각 아래"),
    ("channel × slice", "채널 × 조각"), ("slices", "조각"), ("its own map", "채널의 맵"),
    ("own map", "채널의 맵"), ("a map per channel", "채널마다 맵 하나"), ("per channel", "채널별"),
    ("× 1×1 weight", "× 1×1 가중치"), ("× weight", "× 가중치"), ("sum of channels", "채널의 합"),
    ("sum", "합"), ("its map", "맵"), ("+ bias: map {}", "+ 편향: 맵 {0}"),
    ("no bias: map {}", "편향 없음: 맵 {0}"), ("+ bias: maps", "+ 편향: 맵마다"),
    ("no bias: maps", "편향 없음"), ("+ bias", "+ 편향"), ("no bias", "편향 없음"), ("no sum", "합 없음"),
    ("{} of each channel's window", "채널마다 창의 {0}"), ("{} of the window", "창의 {0}"),
    ("max", "최댓값"), ("mean", "평균"), ("norm", "노름"), ("copy", "복사"),
    ("⋮ {} channels more, {} goes on", "⋮ 채널 {0}개 더, {1} 계속"),
    ("⋮ {} channel more, {} goes on", "⋮ 채널 {0}개 더, {1} 계속"),
    ("maps↓ channels→", "맵↓ 채널→"), ("map↓ ch→", "맵↓ 채널→"),
    ("maps↓ channels→  1 dot = {}", "맵↓ 채널→  점 하나 = {0}"), ("dot={}", "점={0}"),
  ]

  private static let sentences: [(String, String)] = [
    ("stage {} of {}: {}", "{1}단계 중 {0}: {2}"),
    ("all {} stages are done: → goes to the next element", "{0}단계를 마쳤다: → 다음 원소"),
    ("the window stands on each channel by itself", "창이 채널마다 따로 놓인다"),
    ("each channel lies under a filter of its own", "채널마다 자기 필터 아래 놓인다"),
    ("depthwise first: each channel under a filter of its own", "먼저 깊이별: 채널마다 자기 필터 아래"),
    ("channels {}, each under its slice of filter {}", "채널 {0}, 각각 필터 {1}의 자기 조각 아래"),
    ("each filter makes a map of its own: {}", "필터마다 맵 하나: {0}"),
    ("each slice makes its version of its channel: {}", "조각마다 자기 채널의 변형을 만든다: {0}"),
    ("the 1×1 layer weighs the maps for map {}: {}", "1×1 층이 맵 {0}에 들어갈 값을 가중한다: {1}"),
    ("summed over the channels: {}", "채널에 걸친 합: {0}"),
    ("each channel keeps its own map: {}", "채널마다 자기 맵을 지킨다: {0}"),
    ("no sum: channel {} alone makes map {}: {}", "합 없음: 채널 {0} 혼자 맵 {1}{을/를} 만든다: {2}"),
    ("no bias, {} is the element of map {}", "편향 없음, {0}{이/가} 맵 {1}의 원소"),
    ("{} + bias {} = {}", "{0} + 편향 {1} = {2}"),
    (
      "all of it is shown: . walks the stages, c goes to the next channel",
      "다 보인다: . 단계, c 다음 채널"
    ),
    ("Tab goes back to the maps", "Tab: 맵으로 돌아가기"),
    (
      "this map reads channel {} alone: PgDn goes to the next map",
      "이 맵은 채널 {0}만 읽는다: PgDn 다음 맵"
    ),
    ("it gives {}", "{0}{을/를} 준다"),
    (
      "separable pair: {} → {} weights, {} of the standard convolution's",
      "분리 쌍: 가중치 {0} → {1}, 표준 합성곱의 {2}"
    ),
    (
      "{} has no weights to take apart: o finds a convolution",
      "{0}에는 나눌 가중치가 없다: o 합성곱 찾기"
    ),
    (
      "a 1×1 convolution has no window to take apart: k makes the kernel larger",
      "1×1 합성곱에는 나눌 창이 없다: k 커널 크게"
    ),
    (
      "groups {} already part the channels: G goes back to 1",
      "그룹 {0}{이/가} 이미 채널을 나눈다: G 1로 돌아가기"
    ),
  ]

  private static let bill: [(String, String)] = [
    ("standard", "표준"), ("{} groups", "그룹 {0}개"), ("depthwise", "깊이별"), ("separable", "분리"),
    ("MACs = weights ⋅ {}", "MAC = 가중치 ⋅ {0}"), ("of standard", "표준 대비"), ("MACs", "MAC"),
    ("MACs/byte", "MAC/바이트"), ("{} MACs/byte", "{0} MAC/바이트"), ("biases apart", "편향 제외"),
    (
      "bytes: input + weights + output of each layer, in Float32",
      "바이트: 층마다 입력 + 가중치 + 출력, Float32"
    ),
    ("{} channels → {} maps, {} window, {} places", "채널 {0} → 맵 {1}, 창 {2}, 자리 {3}"),
    ("1 channel → {} maps, {} window, {} places", "채널 1 → 맵 {0}, 창 {1}, 자리 {2}"),
    ("{} channels → 1 map, {} window, {} places", "채널 {0} → 맵 1, 창 {1}, 자리 {2}"),
    ("1 channel → 1 map, {} window, {} places", "채널 1 → 맵 1, 창 {0}, 자리 {1}"),
    ("the only stage is done: → goes to the next element", "하나뿐인 단계를 마쳤다: → 다음 원소"),
    ("no weights, 0 MACs", "가중치 없음, MAC 0"), ("copies only", "복사만"),
    (
      "each channel makes its own map, as in a depthwise convolution",
      "깊이별 합성곱처럼 채널마다 자기 맵을 만든다"
    ),
    ("o goes on to other operators", "o: 다른 연산으로"),
    ("the numbers of this layer exceed 64 bits", "이 층의 수가 64비트를 넘는다"),
  ]

  private static let channelKeys: [(String, String)] = [
    ("next output map", "다음 출력 맵"), ("previous output map", "이전 출력 맵"), ("map", "맵"),
    ("stage", "단계"), ("one stage forward: the element grows", "한 단계 앞으로: 원소가 자란다"),
    ("one stage back", "한 단계 뒤로"), ("maps or bill, where one hides the other", "맵 또는 비용 보기"),
    ("go on", "계속"), ("next step of a lesson, or a hidden value", "수업의 다음 단계, 숨은 값"),
    (
      "Enter goes on in a lesson and reveals a hidden value",
      "Enter는 수업을 계속하고 숨은 값을 보인다"
    ),
    ("next input channel of the map", "맵의 다음 입력 채널"), ("the previous", "이전 것"),
    ("depthwise, then 1×1", "깊이별 뒤에 1×1"),
  ]
}
