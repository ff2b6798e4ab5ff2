extension Phrases {
  /// What the screen says in Korean; names of the code and of figures stay as Korean engineers write them.
  static let korean = Phrases(koreanRows, or: " 또는 ")

  static let koreanRows =
    frame + keys + window + statuses + lessons + koreanChannels + koreanStack + koreanPrompt
    + koreanMarks + koreanRefusals
    + koreanCompare

  /// Header, tabs, footer, help.
  private static let frame: [(String, String)] = [
    ("Window", "창"), ("Channels", "채널"), ("Stack", "스택"), ("Compare", "비교"),
    ("layer {} of {}", "층 {0}/{1}"), ("element {} of {}", "원소 {0}/{1}"),
    ("map {} %", "맵 {0} %"), ("paused", "멈춤"),
    ("Step", "걸음"), ("Change", "바꾸기"), ("Look", "보기"), ("Lesson", "수업"), ("Program", "프로그램"),
    ("bias", "편향"), ("type this map's bias", "이 맵의 편향 입력"),
    ("Command line", "명령줄"), ("command", "명령"),
    ("command line: settings, layers, input …", "명령줄: 설정, 층, 입력 …"),
    ("the view {}", "{0} 화면"),
  ]

  /// The keymap's labels and phrases, and what only the footer says.
  private static let keys: [(String, String)] = [
    ("next", "다음"), ("previous", "이전"), ("row", "행"), ("first", "처음"), ("last", "끝"),
    ("channel", "채널"), ("tap", "탭"), ("play", "재생"), ("faster", "빠르게"), ("slower", "느리게"),
    ("kernel", "커널"), ("kernel {}", "커널 {0}"), ("stride", "스트라이드"), ("stride {}", "스트라이드 {0}"),
    ("padding", "패딩"), ("padding {}", "패딩 {0}"), ("dilation", "팽창"), ("dilation {}", "팽창 {0}"),
    ("groups", "그룹"), ("groups {}", "그룹 {0}"), ("maps", "맵"), ("maps {}", "맵 {0}"),
    ("operator", "연산"), ("input", "입력"), ("weights", "가중치"), ("undo", "되돌리기"), ("redo", "다시 하기"),
    ("focus", "초점"), ("go", "가기"), ("layer", "층"), ("all keys", "모든 키"), ("close", "닫기"),
    ("redraw", "다시 그리기"), ("suspend", "잠시 나가기"), ("quit", "끝내기"), ("scroll", "넘기기"),
    ("mark", "표시"), ("go to its output", "그 출력으로"), ("output", "출력"), ("choose", "고르기"),
    ("change", "바꾸기"), ("step", "이동"), ("open", "열기"), ("back", "이전"), ("follow", "돌아오기"),
    ("lessons", "수업 목록"), ("reveal", "보이기"), ("predict", "예측"),

    ("next output element", "다음 출력 원소"), ("previous output element", "이전 출력 원소"),
    ("next row", "다음 행"), ("previous row", "이전 행"),
    ("first element of the channel", "채널의 첫 원소"), ("last element of the channel", "채널의 마지막 원소"),
    ("next output channel", "다음 출력 채널"), ("previous output channel", "이전 출력 채널"),
    ("one tap forward: the sum grows", "탭 하나 앞으로: 합이 자란다"), ("one tap back", "탭 하나 뒤로"),
    ("row by row", "한 행씩"), ("a row of taps forward", "탭 한 행 앞으로"),
    ("a row of taps back", "탭 한 행 뒤로"),
    ("play or pause", "재생 또는 멈춤"), ("play faster", "더 빠르게"), ("play slower", "더 느리게"),
    ("larger kernel, or adaptive output", "커널 (적응형이면 출력) 크게"), ("smaller", "작게"),
    ("longer stride", "스트라이드 크게"), ("shorter", "작게"), ("more padding", "패딩 늘리기"), ("less", "줄이기"),
    ("larger dilation", "팽창률 크게"), ("more groups, up to depthwise", "그룹 늘리기, 깊이별까지"),
    ("fewer", "줄이기"), ("more output channels", "출력 채널 늘리기"),
    ("next operator", "다음 연산"), ("next sample input", "다음 예제 입력"),
    ("next named kernel", "다음 이름 있는 커널"), ("undo a change", "바꾼 것 되돌리기"),
    ("focus input, kernel, output, settings", "초점: 입력, 커널, 출력, 설정"),
    ("focus the one before", "이전 초점"),
    ("go to the first output that reads the cursor", "커서를 읽는 첫 출력으로"),
    ("show the next input channel", "다음 입력 채널 보기"), ("show the previous", "이전 것 보기"),
    ("step into the next layer", "다음 층으로"), ("step into the previous", "이전 층으로"),
    ("this help", "이 도움말"), ("close the help, leave the tap, unmark", "도움말 닫기, 탭과 표시 풀기"),
    ("draw the screen anew", "화면 다시 그리기"), ("suspend (fg comes back)", "잠시 나가기 (fg로 복귀)"),
  ]

  /// The Window view.
  private static let window: [(String, String)] = [
    ("channel {} of {}", "채널 {0}/{1}"), ("map {} of {}", "맵 {0}/{1}"),
    ("window", "창"), ("whole numbers", "정수"), ("given", "주어진 값"),
    ("{} tap, {} on data", "탭 {0}개, 데이터 위 {1}개"),
    ("{} tap, {} on data, {} on padding", "탭 {0}개, 데이터 위 {1}개, 패딩 위 {2}개"),
    ("{} taps, {} on data", "탭 {0}개, 데이터 위 {1}개"),
    ("{} taps, {} on data, {} on padding", "탭 {0}개, 데이터 위 {1}개, 패딩 위 {2}개"),
    ("{} taps over {} channels, {} on data", "채널 {1}개에 걸친 탭 {0}개, 데이터 위 {2}개"),
    (
      "{} taps over {} channels, {} on data, {} on padding",
      "채널 {1}개에 걸친 탭 {0}개, 데이터 위 {2}개, 패딩 위 {3}개"
    ),
    ("the winner is {}", "최댓값은 {0}"), ("the first of {} equal", "같은 값 {0}개 중 첫째"),
    ("variance {}", "분산 {0}"), ("tap {} of {}", "탭 {0}/{1}"), ("tap {}", "탭 {0}"),
    ("so far", "지금까지"),
    ("padding repeats {}", "패딩이 {0}{을/를} 반복"), ("padding at row {}, column {}", "{0}행 {1}열의 패딩"),
    ("over the channels", "채널에 걸쳐"), ("max of {} inputs", "입력 {0}개의 최댓값"),
    ("max of {} input", "입력 {0}개의 최댓값"), ("lines {} of {}", "줄 {0} / {1}"),
    ("no tap lands here: only the bias is left", "여기에 닿는 탭이 없다: 편향만 남는다"),
    ("size", "크기"), ("cost", "비용"), ("field", "영역"), ("data", "데이터"), ("set", "설정"),
    ("bins", "구간"), ("hits", "횟수"), ("{} bins over {}", "{1}에 구간 {0}개"),
    ("rows {} bins over {}", "행 {1}에 구간 {0}개"), ("columns {} bins over {}", "열 {1}에 구간 {0}개"),
    ("({} up)", "({0} 올림)"), ("({} down)", "({0} 내림)"),
    ("{} of {} rows in several bins", "행 {1}개 중 {0}개가 여러 구간에"),
    ("{} of {} columns in several bins", "열 {1}개 중 {0}개가 여러 구간에"),
    ("each output column is hit", "출력 열마다 닿는 수"), ("{} times", "{0}"),
    ("{} − 1 in the padding = {}", "{0} − 1(패딩 안) = {1}"), ("output channels", "출력 채널"),
    ("{} weights + {} bias", "가중치 {0} + 편향 {1}"), ("{} weight + {} bias", "가중치 {0} + 편향 {1}"),
    ("{} weights", "가중치 {0}"), ("{} weight", "가중치 {0}"),
    ("{} MACs, {} on padding", "MAC {0}, 패딩 위 {1}"), ("{} MACs, {} cropped", "MAC {0}, 잘림 {1}"),
    ("no parameters, 0 MACs", "파라미터 없음, MAC 0"), ("{} comparisons", "비교 {0}"),
    ("{} comparison", "비교 {0}"), ("{} addition", "덧셈 {0}"),
    ("{} MAC, {} on padding", "MAC {0}, 패딩 위 {1}"), ("{} MAC, {} cropped", "MAC {0}, 잘림 {1}"),
    ("{} of {} input unread", "읽지 않은 입력 {0}/{1}"),
    ("{} additions", "덧셈 {0}"), ("{}, {} of {} touched", "{0}, {2}개 중 {1}개"),
    ("touched", "읽힘"), ("Σ of {} channel sums", "채널 합 {0}개의 Σ"),
    ("rows {}", "행 {0}"), ("columns {}", "열 {0}"), ("{} of {} inputs unread", "읽지 않은 입력 {0}/{1}"),
    ("jump {}", "점프 {0}"),
    ("first {}", "시작 {0}"), ("effective kernel {}", "유효 커널 {0}"),
    ("taps on data {}", "데이터 위 탭 {0}"), ("divisor {}", "나누는 수 {0}"),
    ("has no closed form behind this operator: step through it", "이 연산 뒤로는 닫힌 식이 없다: 따라가 보라"),
  ]

  private static let statuses: [(String, String)] = [
    (
      "→ steps the window, . opens the sum tap by tap, ? shows all keys",
      "→ 창을 옮기고, . 합을 탭마다 펼치고, ? 모든 키를 보인다"
    ),
    ("{} does nothing here: ? shows all keys", "{0} 키는 여기서 하는 일이 없다: ? 모든 키"),
    ("pasted text is not run: {} characters", "붙여 넣은 글은 실행하지 않는다: {0}자"),
    ("needs {}", "{0} 필요"), ("needs {}, has {}", "{0} 필요, 지금 {1}"),
    ("{} needs a larger screen", "{0!}{은/는} 더 큰 화면이 필요하다"),
    ("a paste needs a larger screen", "붙여 넣으려면 더 큰 화면이 필요하다"),
    ("what is typed waits for a larger screen", "쓰던 것은 더 큰 화면을 기다린다"), ("give up", "그만두기"),
    ("nothing to {}", "{0}할 것이 없다"), ("size {}", "크기 {0}"), ("size {} → {}", "크기 {0} → {1}"),
    ("{}: size, field, parameters and MACs stay", "{0}: 크기, 영역, 파라미터, MAC은 그대로다"),
    ("{} settings", "설정 {0}가지"),
    ("output {} → {}", "출력 {0} → {1}"), ("field {} → {}", "수용 영역 {0} → {1}"),
    ("parameters {} → {}", "파라미터 {0} → {1}"), ("MACs {} → {}", "MAC {0} → {1}"),
    ("kernel {} → {}", "커널 {0} → {1}"), ("stride {} → {}", "스트라이드 {0} → {1}"),
    ("padding {} → {}", "패딩 {0} → {1}"), ("dilation {} → {}", "팽창 {0} → {1}"),
    ("groups {} → {}", "그룹 {0} → {1}"), ("out {} → {}", "출력 채널 {0} → {1}"),
    ("weights {} → {}", "가중치 {0} → {1}"), ("input {}", "입력 {0}"), ("layer {}", "층 {0}"),
    ("this is the first element", "첫 원소다"), ("this is the last element", "마지막 원소다"),
    ("this is the first row", "첫 행이다"), ("this is the last row", "마지막 행이다"),
    ("there is one output channel only", "출력 채널이 하나뿐이다"),
    ("output channels are {} to {}", "출력 채널은 {0}부터 {1}까지다"),
    ("this window reads nothing", "이 창은 아무것도 읽지 않는다"),
    ("all {} taps are read: → goes to the next element", "탭 {0}개를 다 읽었다: → 다음 원소"),
    ("the only tap is read: → goes to the next element", "하나뿐인 탭을 읽었다: → 다음 원소"),
    ("playing: space pauses, + and − change the speed", "재생 중: 스페이스로 멈추고 + − 로 속도를 바꾼다"),
    (
      "played to the end: Home goes back to the first element",
      "끝까지 재생했다: Home 키로 첫 원소로 간다"
    ),
    ("{} elements a second", "1초에 원소 {0}개"), ("{} element a second", "1초에 원소 {0}개"),
    ("the input ends here", "입력이 여기서 끝난다"), ("the kernel ends here", "커널이 여기서 끝난다"),
    ("focus on the output: the arrows step the window", "초점은 출력: 화살표로 창을 옮긴다"),
    (
      "focus on the settings: ← → choose one, ↑ ↓ change it, a digit types its value",
      "초점은 설정: ← → 고르고 ↑ ↓ 바꾸고 숫자로 값을 적는다"
    ),
    ("the input has one channel only", "입력 채널이 하나뿐이다"),
    ("input channel {} of {} to {}", "입력 채널 {0} ({1}부터 {2}까지)"),
    ("no output reads it", "읽는 출력이 없다"), ("read by {} output of each map", "맵마다 출력 {0}개가 읽는다"),
    ("read by {} outputs of each map", "맵마다 출력 {0}개가 읽는다"),
    ("kernel[{}] meets {} input elements", "kernel[{0}]{은/는} 입력 원소 {1}개와 만난다"),
    ("kernel[{}] meets {} input element", "kernel[{0}]{은/는} 입력 원소 {1}개와 만난다"),
    (
      "mark an input element first: Tab goes to the input, the arrows move there",
      "먼저 입력 원소를 표시하라: Tab으로 입력에 가서 화살표로 옮긴다"
    ),
    ("no output reads this element", "이 원소를 읽는 출력이 없다"), ("there is one layer only", "층이 하나뿐이다"),
    (
      "computing the maps before layer {}: Esc stops at the present one",
      "층 {0} 앞의 맵들을 계산하는 중: Esc 지금 층에서 멈춤"
    ),
    ("stopped at layer {}", "층 {0}에서 멈춤"),
    ("there is no layer {}: they are {} to {}", "층 {0}{은/는} 없다: {1}부터 {2}까지 있다"),
    ("{} has no {} to change", "{0}에는 바꿀 {1}{이/가} 없다"),
    (
      "kernel {} with dilation {} spans {} rows, but the padded input has {}: {}",
      "커널 {0}, 팽창 {1}이면 {2}행에 걸치는데 패딩한 입력은 {3}행뿐이다: {4}"
    ),
    (
      "kernel {} spans {} rows, but the padded input has {}: {}",
      "커널 {0}{은/는} {1}행에 걸치는데 패딩한 입력은 {2}행뿐이다: {3}"
    ),
    (
      "add {} to the padding or make the kernel smaller", "패딩을 {0} 늘리거나 커널을 줄인다"
    ),
    ("groups {} does not divide out_channels {}: use {}", "그룹 {0}{은/는} 출력 채널 {1}의 약수가 아니다: {2}"),
    ("groups {} does not divide in_channels {}: use {}", "그룹 {0}{은/는} 입력 채널 {1}의 약수가 아니다: {2}"),
  ]

  /// Lessons and predicting.
  private static let lessons: [(String, String)] = [
    ("Lessons", "수업"), ("leave the lesson", "수업 나가기"),
    ("off the path: f comes back, > goes on", "길을 벗어났다: f 돌아오기, > 계속"),
    ("next step of the lesson, also Enter", "수업의 다음 단계 (Enter도)"),
    ("back to the step before", "이전 단계로"),
    ("follow the lesson again, from its step", "단계가 보인 곳으로 돌아오기"),
    ("list the lessons, or leave one", "수업 목록, 수업 나가기"),
    ("reveal a hidden value, also Enter", "숨은 값 보이기 (Enter도)"),
    ("hide every value until revealed", "보일 때까지 값을 숨기기"),
    ("no lesson is open: L lists them", "열린 수업이 없다: L 수업 목록"),
    ("this is the first step of the lesson", "수업의 첫 단계다"), ("there are no lessons", "수업이 없다"),
    (
      "nothing is hidden: V hides every value until it is revealed",
      "숨은 값이 없다: V를 누르면 값을 숨긴다"
    ),
    ("revealed: → hides the next one", "보였다: → 다음 값은 다시 숨는다"),
    ("hidden: Enter reveals", "숨었다: Enter로 보인다"),
    ("predict: every value is hidden until Enter reveals it", "예측: Enter로 보일 때까지 값을 숨긴다"),
    ("values are shown", "값을 보인다"),
  ]
}
